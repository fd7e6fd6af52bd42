package org.opengms.infrastructure;

import java.util.Optional;

/// What a laboratory has open by one method that is not on the platform.
///
/// @param openOrders how many
/// @param oldestAgeDays how old the oldest was, in calendar days, when it was counted
/// @param told who said so
public record OpenQueue(int openOrders, Optional<Integer> oldestAgeDays, Told told) {
    /// A whole number may come out of the factor a little too large.
    private static final double ROUNDING = 1e-6;

    /// What a cautious forecast counts with: more the older the count is.
    public int pessimisticOpenOrders() {
        double expected = openOrders * (2 - told.freshness().pessimisticFactor());
        return (int) Math.ceil(expected - ROUNDING);
    }
}
