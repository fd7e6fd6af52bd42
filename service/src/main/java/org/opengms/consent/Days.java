package org.opengms.consent;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Days as the pages write them.
public final class Days {
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK);

    private Days() {}

    /// Such as `2 March 2026`.
    public static String words(LocalDate day) {
        return FORM.format(day);
    }
}
