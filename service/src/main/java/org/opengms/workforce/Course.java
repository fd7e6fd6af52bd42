package org.opengms.workforce;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// A course whose completion counts.
///
/// @param title in the catalogue
/// @param provider who gives it
/// @param activities the ids by which learning record stores know it (xAPI `object.id`)
/// @param from first day on which its completion counts
/// @param until last day, if it was ended
/// @param hours how long it takes
public record Course(
        CourseId id,
        String title,
        String provider,
        List<URI> activities,
        LocalDate from,
        Optional<LocalDate> until,
        int hours) {
    /// @throws IllegalArgumentException if its days run backwards
    public Course {
        activities = List.copyOf(activities);
        if (until.filter(from::isAfter).isPresent()) {
            throw new IllegalArgumentException(
                    "course %s: it ends before it begins.".formatted(id));
        }
    }

    /// Whether its completion on a day counts.
    public boolean counts(LocalDate on) {
        return !on.isBefore(from) && until.filter(on::isAfter).isEmpty();
    }
}
