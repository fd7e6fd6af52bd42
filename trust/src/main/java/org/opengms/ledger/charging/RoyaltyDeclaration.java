package org.opengms.ledger.charging;

import org.opengms.ledger.money.Money;

/// What a partner says it earned and owes for a period.
///
/// @param reference the partner's own, used once
/// @param clause of the contract
/// @param period what it is for
/// @param base what was earned, of which the royalty is a share
/// @param royalty what the partner reckons it owes
public record RoyaltyDeclaration(
        String reference, String clause, Period period, Money base, Money royalty) {}
