/// The Merkle tree of RFC 6962 and RFC 9162, with SHA-256: hashes, roots, proofs that an entry is
/// in a tree and that one tree continues another, and their verification. Subtrees are those of
/// draft-ietf-plants-merkle-tree-certs.
@NullMarked
package org.opengms.transparency.merkle;

import org.jspecify.annotations.NullMarked;
