package org.opengms.infrastructure;

import java.util.Optional;

/// How much of a limit a laboratory has.
///
/// @param amount in the unit of the limit, without outages
/// @param told who said so; absent where nobody has and the network file's figure counts, which has
///   no date and is taken at its word
public record Figure(double amount, Optional<Told> told) {
    /// What a cautious forecast counts on (the fifth percentile): the amount, less for its age.
    public double pessimisticAmount() {
        return amount * told.map(t -> t.freshness().pessimisticFactor()).orElse(1.0);
    }

    /// Whether it was stated too long ago.
    public boolean isStale() {
        return told.filter(t -> t.freshness().isStale()).isPresent();
    }
}
