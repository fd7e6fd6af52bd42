package org.opengms.ledger.books;

import org.opengms.ledger.money.Money;

/// One account's side of a posting.
///
/// @param account whose balance changes
/// @param amount by how much: positive is a debit, negative a credit
public record Leg(Account account, Money amount) {}
