package org.opengms.infrastructure;

import java.time.Duration;
import java.time.Instant;

/// How fresh a stated figure is.
///
/// @param asOf when it was so
/// @param age since then
/// @param isStale whether it is older than the operator's limit
/// @param pessimisticFactor what a cautious forecast multiplies a capacity with, above 0 and at
///   most 1; 1 while it is fresh. A queue it multiplies with two less this
public record Freshness(Instant asOf, Duration age, boolean isStale, double pessimisticFactor) {
    /// Whole days of age.
    public long ageDays() {
        return age.toDays();
    }
}
