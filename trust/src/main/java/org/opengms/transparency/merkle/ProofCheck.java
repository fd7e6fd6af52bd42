package org.opengms.transparency.merkle;

import java.util.Iterator;
import java.util.List;

/// Verifies proofs, in constant memory. Everything malformed is refused: a proof too long or too
/// short, an index outside the tree, sizes the wrong way round.
///
/// The algorithms are those of RFC 9162 §2.1.3.2 and §2.1.4.2, in the form for subtrees of
/// draft-ietf-plants-merkle-tree-certs §4.3 and §4.4.
public final class ProofCheck {
    private ProofCheck() {}

    /// Whether a leaf is in a tree.
    ///
    /// @param index of the leaf, from 0
    /// @param size leaves of the tree
    /// @param leaf its hash
    /// @param proof sibling hashes from the leaf up
    /// @param root of the tree
    public static boolean includes(long index, long size, Hash leaf, List<Hash> proof, Hash root) {
        if (index < 0 || index >= size) {
            return false;
        }
        long at = index;
        long last = size - 1;
        Hash hash = leaf;
        for (Hash sibling : proof) {
            if (last == 0) {
                return false;
            }
            if ((at & 1) == 1 || at == last) {
                hash = MerkleTree.node(sibling, hash);
                while ((at & 1) == 0) {
                    at >>>= 1;
                    last >>>= 1;
                }
            } else {
                hash = MerkleTree.node(hash, sibling);
            }
            at >>>= 1;
            last >>>= 1;
        }
        return last == 0 && hash.equals(root);
    }

    /// Whether a leaf is in the subtree of leaves `start` to `end`.
    ///
    /// @param end the first leaf after the subtree
    public static boolean includesInSubtree(
            long index, long start, long end, Hash leaf, List<Hash> proof, Hash subtreeRoot) {
        return isSubtree(start, end)
                && index >= start
                && includes(index - start, end - start, leaf, proof, subtreeRoot);
    }

    /// Whether a tree continues a smaller one. From a tree without entries nothing can be proved,
    /// so that an earlier size of 0 is refused.
    ///
    /// @param earlier leaves of the smaller tree
    /// @param later leaves of the larger tree
    public static boolean continues(
            long earlier, long later, List<Hash> proof, Hash earlierRoot, Hash laterRoot) {
        return earlier > 0 && containsSubtree(0, earlier, later, proof, earlierRoot, laterRoot);
    }

    /// Whether a tree contains a subtree. An empty subtree is in every tree, with an empty proof.
    ///
    /// @param start first leaf of the subtree
    /// @param end first leaf after the subtree
    /// @param size leaves of the tree
    public static boolean containsSubtree(
            long start, long end, long size, List<Hash> proof, Hash subtreeRoot, Hash root) {
        if (start < 0 || start > end || end > size) {
            return false;
        }
        if (start == end) {
            return proof.isEmpty() && subtreeRoot.equals(MerkleTree.EMPTY_ROOT);
        }
        if (!isSubtree(start, end)) {
            return false;
        }
        long first = start;
        long last = end - 1;
        long lastOfTree = size - 1;
        while (first != last && ((last & 1) == 1 || last == lastOfTree)) {
            first >>>= 1;
            last >>>= 1;
            lastOfTree >>>= 1;
        }
        Iterator<Hash> rest = proof.iterator();
        Hash small = subtreeRoot;
        if (first != last) {
            if (!rest.hasNext()) {
                return false;
            }
            small = rest.next();
        }
        Hash large = small;
        while (rest.hasNext()) {
            Hash sibling = rest.next();
            if (lastOfTree == 0) {
                return false;
            }
            if ((last & 1) == 1 || last == lastOfTree) {
                if (first < last) {
                    small = MerkleTree.node(sibling, small);
                }
                large = MerkleTree.node(sibling, large);
                while ((last & 1) == 0) {
                    first >>>= 1;
                    last >>>= 1;
                    lastOfTree >>>= 1;
                }
            } else {
                large = MerkleTree.node(large, sibling);
            }
            first >>>= 1;
            last >>>= 1;
            lastOfTree >>>= 1;
        }
        return lastOfTree == 0 && small.equals(subtreeRoot) && large.equals(root);
    }

    /// Whether leaves `start` to `end` can be a subtree: `start` is a multiple of the power of two
    /// at or above their number.
    private static boolean isSubtree(long start, long end) {
        if (start < 0 || start >= end) {
            return false;
        }
        long width = end - start;
        long above = Long.bitCount(width) == 1 ? width : Long.highestOneBit(width) << 1;
        return above > 0 && (start & (above - 1)) == 0;
    }
}
