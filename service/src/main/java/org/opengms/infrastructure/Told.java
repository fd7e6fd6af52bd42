package org.opengms.infrastructure;

import java.util.Optional;

/// Where a figure comes from.
///
/// @param said who said it, when
/// @param freshness how fresh it is
/// @param importNumber the import of the laboratory's work that it was counted from, if it was
public record Told(Said said, Freshness freshness, Optional<Integer> importNumber) {
    /// Whether nobody said it: the service counted it from what it saw.
    public boolean isObserved() {
        return said.channel() == Channel.OBSERVED;
    }
}
