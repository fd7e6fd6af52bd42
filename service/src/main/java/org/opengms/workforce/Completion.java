package org.opengms.workforce;

import java.time.LocalDate;
import java.util.Optional;

/// That somebody completed a course, as a learning record store or a list says.
///
/// @param where it stands in what was sent, such as `statement 3` or `line 7`
/// @param key under which it is taken once
/// @param reference of who vouches for it
/// @param activity the course's code or the id of its activity
/// @param on the day, in England
record Completion(
        String where,
        String key,
        String reference,
        StaffId who,
        String activity,
        LocalDate on,
        Optional<Integer> scorePercent) {}
