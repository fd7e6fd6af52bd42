package org.opengms.disclosure.release;

import java.time.Instant;
import java.util.List;

/// What a project publishes at once.
///
/// @param id names it, unique among all publications
/// @param project whose it is
/// @param entity the legal entity behind the project
/// @param at when
/// @param breakdowns everything in it that is shown
public record Publication(
        String id, String project, String entity, Instant at, List<Breakdown> breakdowns) {
    public Publication {
        breakdowns = List.copyOf(breakdowns);
        if (id.isBlank() || breakdowns.isEmpty()) {
            throw new IllegalArgumentException(
                    "OGMS-7533 A publication needs an id and at least one number.");
        }
    }
}
