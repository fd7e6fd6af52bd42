package org.opengms.ledger.charging;

import java.util.SortedMap;
import java.util.TreeMap;

/// What was used in a period, as metered.
///
/// @param units by the name of the unit; none negative
/// @param evidence where the meter's readings are kept
public record MeteredUse(SortedMap<String, Long> units, String evidence) {
    /// @throws IllegalArgumentException if a count is negative
    public MeteredUse {
        units = new TreeMap<>(units);
        units.forEach((unit, count) -> {
            if (count < 0) {
                throw new IllegalArgumentException(
                        "OGMS-7776 %d of %s were used. A meter does not run backwards."
                                .formatted(count, unit));
            }
        });
    }

    /// How many of a unit.
    public long of(String unit) {
        return units.getOrDefault(unit, 0L);
    }
}
