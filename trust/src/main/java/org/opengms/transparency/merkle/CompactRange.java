package org.opengms.transparency.merkle;

import java.util.ArrayList;
import java.util.List;

/// What is needed of a tree to let it grow: the roots of the full subtrees it is made of, at most
/// 63. Not safe for several threads.
public final class CompactRange {
    private final List<Hash> peaks = new ArrayList<>();
    private long size;

    /// A tree without entries.
    public CompactRange() {}

    /// A tree from the roots of its full subtrees.
    ///
    /// @param size entries
    /// @param peaks roots of the full subtrees from the left: as many as `size` has one-bits
    public CompactRange(long size, List<Hash> peaks) {
        if (size < 0 || peaks.size() != Long.bitCount(size)) {
            throw new IllegalArgumentException(
                    "OGMS-7001 A tree of %d entries is made of %d full subtrees, %d were given."
                            .formatted(size, Long.bitCount(size), peaks.size()));
        }
        this.size = size;
        this.peaks.addAll(peaks);
    }

    /// Adds the hash of the next leaf.
    public void add(Hash leaf) {
        Hash at = leaf;
        for (long rest = size; (rest & 1) == 1; rest >>>= 1) {
            at = MerkleTree.node(peaks.removeLast(), at);
        }
        peaks.add(at);
        size++;
    }

    /// The roots of the full subtrees, from the left.
    public List<Hash> peaks() {
        return List.copyOf(peaks);
    }

    /// How many leaves there are.
    public long size() {
        return size;
    }

    /// The root of the tree.
    public Hash root() {
        if (peaks.isEmpty()) {
            return MerkleTree.EMPTY_ROOT;
        }
        Hash root = peaks.getLast();
        for (int i = peaks.size() - 2; i >= 0; i--) {
            root = MerkleTree.node(peaks.get(i), root);
        }
        return root;
    }
}
