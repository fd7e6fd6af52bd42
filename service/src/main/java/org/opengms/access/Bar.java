package org.opengms.access;

import java.time.LocalDate;

/// Somebody who may use no data for a time, in no project: who broke the rules of one.
///
/// @param account who
/// @param because why; the committee reads it
/// @param from first day
/// @param until last day
public record Bar(Account account, String because, LocalDate from, LocalDate until) {
    /// @throws IllegalArgumentException if no reason is given, or the days run backwards
    public Bar {
        because = Texts.checked("because", because, 5, 1000);
        if (until.isBefore(from)) {
            throw new IllegalArgumentException("OGMS-8631 until: the time ends before it begins.");
        }
    }

    /// Whether it holds on a day.
    public boolean covers(LocalDate day) {
        return !day.isBefore(from) && !day.isAfter(until);
    }
}
