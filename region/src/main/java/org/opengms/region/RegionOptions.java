package org.opengms.region;

import java.time.LocalDate;

/// What may be varied in a synthetic region besides its seed.
///
/// @param referenceDate the day on which patients have their age; ages keep a year's distance from
///   the limits of the test directory
/// @param causalShare share of patients in whose genome a cause is planted, 0 to 1
/// @param faultyShare share of orders that are deliberately faulty, 0 to 1
/// @param backgroundVariants about how many harmless variants a genome has
public record RegionOptions(
        LocalDate referenceDate, double causalShare, double faultyShare, int backgroundVariants) {

    /// Six in ten patients with a planted cause, one order in twenty faulty, 3,000 variants a
    /// genome.
    public static final RegionOptions DEFAULT =
            new RegionOptions(LocalDate.of(2026, 6, 1), 0.6, 0.05, 3_000);

    /// @throws IllegalArgumentException if a share is outside 0..1, or the number of variants is
    ///   outside 0..20,000
    public RegionOptions {
        share("causalShare", causalShare);
        share("faultyShare", faultyShare);
        if (backgroundVariants < 0 || backgroundVariants > 20_000) {
            throw new IllegalArgumentException(
                    "OGMS-2302 backgroundVariants is %d: the mini genome has room for 0 to 20000."
                            .formatted(backgroundVariants));
        }
    }

    private static void share(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(
                    "OGMS-2301 %s is %s: a share lies between 0 and 1. Maybe it is per cent: divide by 100."
                            .formatted(name, value));
        }
    }
}
