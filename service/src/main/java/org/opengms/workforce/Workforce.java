package org.opengms.workforce;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.opengms.infrastructure.Figure;
import org.opengms.infrastructure.LaboratoryState;
import org.opengms.infrastructure.Limit;
import org.opengms.infrastructure.StaffRole;

/// The people that a laboratory has at an instant.
///
/// @param hoursPerWeek hours of work a week by competence, each with who said so; a competence that
///   is absent is not known
public record Workforce(Map<StaffRole, Figure> hoursPerWeek) {
    public Workforce {
        Map<StaffRole, Figure> ordered = new EnumMap<>(StaffRole.class);
        ordered.putAll(hoursPerWeek);
        hoursPerWeek = Collections.unmodifiableMap(ordered);
    }

    /// The people of a laboratory as its state has them.
    public static Workforce of(LaboratoryState state) {
        Map<StaffRole, Figure> hours = new EnumMap<>(StaffRole.class);
        state.capacities()
                .forEach((limit, figure) -> {
                    if (limit instanceof Limit.Staff(var role)) {
                        hours.put(role, figure);
                    }
                });
        return new Workforce(hours);
    }

    /// How many people's work that is, in whole-time equivalents of [StaffRole#HOURS_PER_WEEK]; 0
    /// where it is not known.
    public double wholeTimeEquivalents(StaffRole role) {
        Figure hours = hoursPerWeek.get(role);
        return hours == null ? 0 : hours.amount() / StaffRole.HOURS_PER_WEEK;
    }
}
