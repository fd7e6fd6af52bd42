package org.opengms.transparency.log;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.opengms.transparency.merkle.CompactRange;
import org.opengms.transparency.merkle.Hash;
import org.opengms.transparency.merkle.MerkleTree;
import org.opengms.transparency.tiles.EntryBundle;
import org.opengms.transparency.tiles.Tile;
import org.opengms.transparency.tiles.TileLog;

/// The right edge of a tree, to which entries are added, and the tiles that come of it.
final class GrowingTree {
    private static final int LEVELS = 8;

    private final CompactRange range;
    private final List<List<Hash>> edges = new ArrayList<>();
    private final List<byte[]> bundle = new ArrayList<>();
    private final List<Written> files = new ArrayList<>();
    private final List<Tile> filled = new ArrayList<>();
    private final Path folder;

    /// The edge of a stored tree.
    ///
    /// @throws org.opengms.transparency.tiles.LogDamage if the tiles do not reach that far
    GrowingTree(TileLog log, long size, Path folder) {
        this.folder = folder;
        this.range = log.proofs(size).range(size);
        for (int level = 0; level < LEVELS; level++) {
            int width = (int) ((size >>> (8 * level)) % Tile.FULL);
            edges.add(new ArrayList<>());
            if (width > 0) {
                edges.get(level).addAll(log.hashes(Tile.hashes(level, number(level, size), width)));
            }
        }
        int open = (int) (size % Tile.FULL);
        if (open > 0) {
            bundle.addAll(log.entries(Tile.entries(size / Tile.FULL, open)));
        }
    }

    /// A copy that grows apart from this one, with no files to be written.
    private GrowingTree(GrowingTree other, List<Hash> peaks) {
        this.folder = other.folder;
        this.range = new CompactRange(other.range.size(), peaks);
        other.edges.forEach(edge -> edges.add(new ArrayList<>(edge)));
        bundle.addAll(other.bundle);
    }

    GrowingTree copy() {
        return new GrowingTree(this, range.peaks());
    }

    private static long number(int level, long size) {
        return (size >>> (8 * level)) / Tile.FULL;
    }

    void add(byte[] entry) {
        Hash leaf = MerkleTree.leaf(entry);
        range.add(leaf);
        bundle.add(entry);
        long size = range.size();
        if (bundle.size() == Tile.FULL) {
            write(Tile.entries((size - 1) / Tile.FULL, Tile.FULL), EntryBundle.write(bundle));
            bundle.clear();
        }
        Hash up = leaf;
        for (int level = 0; level < LEVELS; level++) {
            List<Hash> edge = edges.get(level);
            edge.add(up);
            if (edge.size() < Tile.FULL) {
                return;
            }
            long count = size >>> (8 * level);
            write(Tile.hashes(level, (count - 1) / Tile.FULL, Tile.FULL), bytes(edge));
            up = TileLog.subtree(edge);
            edge.clear();
        }
    }

    private void write(Tile tile, byte[] content) {
        files.add(new Written(tile.in(folder), content));
        if (tile.width() == Tile.FULL) {
            filled.add(tile);
        }
    }

    private static byte[] bytes(List<Hash> hashes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(hashes.size() * Hash.BYTES);
        hashes.forEach(hash -> out.writeBytes(hash.bytes()));
        return out.toByteArray();
    }

    /// Every tile and bundle that adding has changed, the partial ones at the edge too.
    List<Written> files() {
        long size = range.size();
        List<Written> all = new ArrayList<>(files);
        for (int level = 0; level < LEVELS; level++) {
            List<Hash> edge = edges.get(level);
            if (!edge.isEmpty()) {
                Tile tile = Tile.hashes(level, number(level, size), edge.size());
                all.add(new Written(tile.in(folder), bytes(edge)));
            }
        }
        if (!bundle.isEmpty()) {
            Tile tile = Tile.entries(size / Tile.FULL, bundle.size());
            all.add(new Written(tile.in(folder), EntryBundle.write(bundle)));
        }
        return all;
    }

    /// The tiles and bundles that have become full, whose partial ones are no longer needed.
    List<Tile> filled() {
        return List.copyOf(filled);
    }

    long size() {
        return range.size();
    }

    Hash root() {
        return range.root();
    }
}
