package org.opengms.transparency.tiles;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opengms.transparency.merkle.Hash;
import org.opengms.transparency.merkle.MerkleTree;
import org.opengms.transparency.merkle.NodeReader;
import org.opengms.transparency.merkle.ProofMaker;
import org.opengms.transparency.note.SignedNote;

/// A log as files, whoever wrote them. Nothing that is read here is verified: proofs made from
/// tampered tiles do not verify. Not safe for several threads.
public final class TileLog {
    /// Where the latest checkpoint lies.
    public static final String CHECKPOINT = "checkpoint";

    private static final int CACHED_TILES = 64;

    private final TileSource source;
    private final Map<Tile, List<Hash>> cache =
            new LinkedHashMap<>(CACHED_TILES, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Tile, List<Hash>> eldest) {
                    return size() > CACHED_TILES;
                }
            };

    /// @param folder that holds `checkpoint` and `tile/`
    public TileLog(Path folder) {
        this(path -> {
            Path file = folder.resolve(path);
            return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        });
    }

    /// @param source where the files of the log come from
    public TileLog(TileSource source) {
        this.source = source;
    }

    /// The latest checkpoint, with nothing verified.
    ///
    /// @throws LogDamage if there is none, or it cannot be read
    public SignedNote checkpoint() {
        return note(source, CHECKPOINT);
    }

    /// A checkpoint in a file.
    ///
    /// @throws LogDamage if there is none, or it cannot be read
    public static SignedNote checkpointIn(Path file) {
        return note(
                _ -> Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty(),
                file.toString());
    }

    private static SignedNote note(TileSource source, String path) {
        byte[] bytes =
                read(source, path)
                        .orElseThrow(() ->
                                new LogDamage(
                                        Fault.of(
                                                FaultKind.CHECKPOINT_MISSING,
                                                path,
                                                "There is no such file.")));
        try {
            return SignedNote.parse(bytes);
        } catch (IllegalArgumentException e) {
            throw new LogDamage(
                    Fault.of(
                            FaultKind.CHECKPOINT_UNREADABLE, path, String.valueOf(e.getMessage())));
        }
    }

    /// Roots and proofs of a tree in this log.
    ///
    /// @param size entries of the tree
    public ProofMaker proofs(long size) {
        return new ProofMaker(nodes(size));
    }

    /// The full subtrees of a tree in this log.
    public NodeReader nodes(long size) {
        return (level, index) -> {
            int tileLevel = level / Tile.HEIGHT;
            int within = level % Tile.HEIGHT;
            long first = index << within;
            long number = first / Tile.FULL;
            int width = Tile.width(tileLevel, number, size);
            if (width == 0) {
                throw new IllegalArgumentException(
                        "OGMS-7022 A tree of %d entries has no full subtree %d of level %d."
                                .formatted(size, index, level));
            }
            int from = (int) (first % Tile.FULL);
            return subtree(
                    hashes(Tile.hashes(tileLevel, number, width))
                            .subList(from, from + (1 << within)));
        };
    }

    /// The root over a power of two of hashes.
    public static Hash subtree(List<Hash> hashes) {
        List<Hash> level = hashes;
        while (level.size() > 1) {
            List<Hash> above = new ArrayList<>(level.size() / 2);
            for (int i = 0; i < level.size(); i += 2) {
                above.add(MerkleTree.node(level.get(i), level.get(i + 1)));
            }
            level = above;
        }
        return level.getFirst();
    }

    /// The hashes of a tile; of a partial one that is not there, those of the full one.
    ///
    /// @throws LogDamage if it is not there or has another length
    public List<Hash> hashes(Tile tile) {
        List<Hash> known = cache.get(tile);
        if (known == null) {
            Found found = find(tile);
            int expected = found.tile.width() * Hash.BYTES;
            if (found.bytes.length != expected) {
                throw new LogDamage(
                        Fault.of(
                                FaultKind.MALFORMED,
                                found.tile.path(),
                                "The tile has %d bytes instead of %d."
                                        .formatted(found.bytes.length, expected)));
            }
            List<Hash> hashes = new ArrayList<>(tile.width());
            for (int i = 0; i < tile.width(); i++) {
                hashes.add(Hash.of(found.bytes, i * Hash.BYTES, Hash.BYTES));
            }
            known = List.copyOf(hashes);
            cache.put(tile, known);
        }
        return known;
    }

    /// The entries of a bundle; of a partial one that is not there, those of the full one.
    ///
    /// @throws LogDamage if it is not there, or has fewer or more entries
    public List<byte[]> entries(Tile tile) {
        Found found = find(tile);
        EntryBundle.Read read = EntryBundle.read(found.bytes);
        long first = tile.number() * Tile.FULL;
        if (read.entries().size() < found.tile.width()) {
            throw new LogDamage(
                    Fault.at(
                            FaultKind.MALFORMED,
                            found.tile.path(),
                            first + read.entries().size(),
                            "The bundle ends here: it holds %d whole entries instead of %d."
                                    .formatted(read.entries().size(), found.tile.width())));
        }
        if (read.bytesLeft() > 0 || read.entries().size() > found.tile.width()) {
            throw new LogDamage(
                    Fault.at(
                            FaultKind.MALFORMED,
                            found.tile.path(),
                            first + found.tile.width(),
                            "The bundle goes on behind its %d entries."
                                    .formatted(found.tile.width())));
        }
        return read.entries().subList(0, tile.width());
    }

    /// One entry.
    ///
    /// @param index from 0
    /// @param size entries of the tree
    public byte[] entry(long index, long size) {
        long number = index / Tile.FULL;
        return entries(Tile.entries(number, Tile.width(0, number, size)))
                .get((int) (index % Tile.FULL));
    }

    /// What was found for a tile.
    private static final class Found {
        private final Tile tile;
        private final byte[] bytes;

        Found(Tile tile, byte[] bytes) {
            this.tile = tile;
            this.bytes = bytes;
        }
    }

    private Found find(Tile tile) {
        Optional<byte[]> exact = read(source, tile.path());
        if (exact.isPresent()) {
            return new Found(tile, exact.get());
        }
        Optional<byte[]> full =
                tile.width() < Tile.FULL ? read(source, tile.full().path()) : Optional.empty();
        if (full.isPresent()) {
            return new Found(tile.full(), full.get());
        }
        throw new LogDamage(
                Fault.at(
                        FaultKind.MISSING,
                        tile.path(),
                        (tile.number() * Tile.FULL) << (Tile.HEIGHT * tile.level().orElse(0)),
                        "There is no such file."));
    }

    private static Optional<byte[]> read(TileSource source, String path) {
        try {
            return source.read(path);
        } catch (IOException e) {
            throw new LogDamage(
                    Fault.of(
                            FaultKind.UNREADABLE,
                            path,
                            "It cannot be read (%s).".formatted(e.getClass().getSimpleName())));
        }
    }
}
