package org.opengms.evaluation.protocol;

import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import org.opengms.evaluation.snapshot.OrderField;

/// One number that is asked for, and how it is found.
///
/// @param id names it
/// @param question that it answers, by its id
/// @param measure what is measured
/// @param population whom it is about, by its id
/// @param strata fields by which it is broken down, one at a time, besides the whole
/// @param missingData what is done about missing outcomes
/// @param weightedBy fields that make the weighting strata, or those of standardisation
/// @param day after the order, where the measure needs one
public record Estimand(
        String id,
        String question,
        Measure measure,
        String population,
        List<String> strata,
        MissingData missingData,
        List<String> weightedBy,
        OptionalInt day) {
    public Estimand {
        strata = List.copyOf(strata);
        weightedBy = List.copyOf(weightedBy);
        if (!id.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw new IllegalArgumentException(
                    "the id of an estimand is small letters and digits with hyphens between.");
        }
        strata.forEach(OrderField::named);
        weightedBy.forEach(OrderField::named);
        if (new HashSet<>(strata).size() != strata.size()) {
            throw new IllegalArgumentException("estimand %s names a stratum twice.".formatted(id));
        }
        if (day.isPresent() != (measure == Measure.REPORTED_BY_DAY)) {
            throw new IllegalArgumentException(
                    "estimand %s: REPORTED_BY_DAY has a day, no other measure has.".formatted(id));
        }
        boolean weights =
                missingData == MissingData.WEIGHTED_WITHIN_STRATA
                        || measure == Measure.WGS_ACCESS_RATIO
                        || measure == Measure.YIELD_RATIO;
        if (weights && weightedBy.isEmpty()) {
            throw new IllegalArgumentException(
                    "estimand %s says by nothing how it is weighted or standardised."
                            .formatted(id));
        }
    }
}
