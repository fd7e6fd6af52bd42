package org.opengms.transparency.merkle;

/// Reads the full subtrees of a stored tree.
@FunctionalInterface
public interface NodeReader {
    /// The root of the full subtree of leaves `index × 2^level` to `(index + 1) × 2^level`, the
    /// last one excluded.
    ///
    /// @param level 0 for a leaf
    /// @param index of the subtree among those of its level, from 0
    Hash node(int level, long index);
}
