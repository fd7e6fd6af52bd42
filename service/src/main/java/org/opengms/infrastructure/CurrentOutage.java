package org.opengms.infrastructure;

import java.time.Instant;

/// An outage that nobody has ended.
///
/// @param outage as last stated
/// @param told who said so
public record CurrentOutage(Claim.Outage outage, Told told) {
    /// Whether it has begun.
    public boolean isUnderWay(Instant at) {
        return !outage.from().isAfter(at);
    }

    /// Whether it should be over by now, and nobody has said that it is.
    public boolean isOverdue(Instant at) {
        return outage.expectedEnd().filter(end -> !end.isAfter(at)).isPresent();
    }
}
