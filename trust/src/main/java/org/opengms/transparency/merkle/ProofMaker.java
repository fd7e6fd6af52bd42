package org.opengms.transparency.merkle;

import java.util.ArrayList;
import java.util.List;

/// Makes roots and proofs of a stored tree, of any size up to what is stored.
public final class ProofMaker {
    private final NodeReader nodes;

    /// @param nodes the stored tree
    public ProofMaker(NodeReader nodes) {
        this.nodes = nodes;
    }

    /// The root of the tree of the first `size` entries.
    public Hash root(long size) {
        return size == 0 ? MerkleTree.EMPTY_ROOT : range(0, size);
    }

    /// The tree of the first `size` entries, ready to grow.
    public CompactRange range(long size) {
        List<Hash> peaks = new ArrayList<>();
        long from = 0;
        for (int level = 62; level >= 0; level--) {
            if ((size >>> level & 1) == 1) {
                peaks.add(nodes.node(level, from >>> level));
                from += 1L << level;
            }
        }
        return new CompactRange(size, peaks);
    }

    /// Proves that an entry is in a tree: sibling hashes from the leaf up (RFC 6962 §2.1.1).
    ///
    /// @param index of the entry, from 0
    /// @param size entries of the tree
    public List<Hash> inclusion(long index, long size) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException(
                    "OGMS-7002 There is no entry %d in a tree of %d entries. Entries are counted from 0."
                            .formatted(index, size));
        }
        List<Hash> proof = new ArrayList<>();
        path(index, 0, size, proof);
        return proof;
    }

    /// Proves that a tree continues a smaller one (RFC 6962 §2.1.2).
    ///
    /// @param earlier entries of the smaller tree, at least 1
    /// @param later entries of the larger tree
    public List<Hash> consistency(long earlier, long later) {
        if (earlier < 1 || earlier > later) {
            throw new IllegalArgumentException(
                    "OGMS-7003 A tree of %d entries cannot be proved to continue one of %d. The smaller needs at least 1 entry."
                            .formatted(later, earlier));
        }
        List<Hash> proof = new ArrayList<>();
        boolean known = true;
        long size = earlier;
        long from = 0;
        long to = later;
        List<Hash> upper = new ArrayList<>();
        while (size != to - from) {
            long split = MerkleTree.split(to - from);
            if (size <= split) {
                upper.add(range(from + split, to));
                to = from + split;
            } else {
                upper.add(range(from, from + split));
                from += split;
                size -= split;
                known = false;
            }
        }
        if (!known) {
            proof.add(range(from, to));
        }
        proof.addAll(upper.reversed());
        return proof;
    }

    private void path(long index, long from, long to, List<Hash> proof) {
        if (to - from == 1) {
            return;
        }
        long split = from + MerkleTree.split(to - from);
        if (index < split) {
            path(index, from, split, proof);
            proof.add(range(split, to));
        } else {
            path(index, split, to, proof);
            proof.add(range(from, split));
        }
    }

    /// MTH(D[from:to]), where `from` is a multiple of the power of two at or above `to - from`.
    private Hash range(long from, long to) {
        long width = to - from;
        if (Long.bitCount(width) == 1) {
            int level = Long.numberOfTrailingZeros(width);
            return nodes.node(level, from >>> level);
        }
        long split = from + MerkleTree.split(width);
        return MerkleTree.node(range(from, split), range(split, to));
    }
}
