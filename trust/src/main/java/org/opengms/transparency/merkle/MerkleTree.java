package org.opengms.transparency.merkle;

import java.security.MessageDigest;

/// The hashes of a Merkle tree (RFC 6962 §2.1):
///
/// ```
/// MTH({})     = SHA-256()
/// MTH({d})    = SHA-256(0x00 ‖ d)
/// MTH(D[0:n]) = SHA-256(0x01 ‖ MTH(D[0:k]) ‖ MTH(D[k:n])),  k the largest power of two below n
/// ```
public final class MerkleTree {
    /// The root of a tree without entries.
    public static final Hash EMPTY_ROOT = Hash.sha256();

    private static final byte LEAF = 0x00;
    private static final byte NODE = 0x01;

    private MerkleTree() {}

    /// The hash of an entry.
    public static Hash leaf(byte[] entry) {
        MessageDigest digest = Sha256.digest();
        digest.update(LEAF);
        return new Hash(digest.digest(entry));
    }

    /// The hash of a node.
    public static Hash node(Hash left, Hash right) {
        MessageDigest digest = Sha256.digest();
        digest.update(NODE);
        left.into(digest);
        right.into(digest);
        return new Hash(digest.digest());
    }

    /// The largest power of two below `size`, which is at least 2: where a tree is split.
    static long split(long size) {
        return Long.highestOneBit(size - 1);
    }
}
