package org.opengms.planning.network;

import java.time.LocalDate;
import java.util.Optional;

/// A hospital trust, or a group of them, that orders tests.
///
/// @param id what changes name it by
/// @param name as people call it
/// @param region the id of its region
/// @param laboratory the id of its home laboratory, which receives and reports its tests
/// @param demandWeight its part of the nation's demand, in proportion to the other sites'
/// @param profile the id of how digital it is at the start
/// @param offersFrom the day from which tests that are not offered everywhere are offered here;
///   absent: not before a plan says so
public record OrderingSite(
        String id,
        String name,
        String region,
        String laboratory,
        double demandWeight,
        String profile,
        Optional<LocalDate> offersFrom) {
    public OrderingSite {
        Refused.id(id, "id");
        if (!(demandWeight >= 0) || demandWeight > 1e9) {
            throw Refused.because(
                    "demandWeight is %s and must lie within 0 and 1.0E9", demandWeight);
        }
    }
}
