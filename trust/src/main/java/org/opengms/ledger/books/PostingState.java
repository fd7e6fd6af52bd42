package org.opengms.ledger.books;

/// How far a posting has come. A pending one becomes exactly one of the others, and only a posted
/// one can be reversed, once.
public enum PostingState {
    /// Reserved: counts in no balance.
    PENDING,
    /// Counts, for ever.
    POSTED,
    /// Was reserved and called off.
    VOIDED,
    /// Was reserved and not confirmed in time.
    EXPIRED
}
