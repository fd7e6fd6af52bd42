package org.opengms.planning.network;

import java.time.LocalDate;
import java.util.Locale;

/// What is said of a scenario or a plan that cannot be taken.
public final class Refused {
    private Refused() {}

    /// A reason, to which the reader of the file adds the place.
    @SuppressWarnings("AnnotateFormatMethod") // its annotation is no dependency of this module
    public static IllegalArgumentException because(String reason, Object... values) {
        return new IllegalArgumentException(String.format(Locale.ROOT, reason, values) + ".");
    }

    /// Itself, if it can name something.
    public static String id(String id, String field) {
        if (!id.matches("[a-z0-9][a-z0-9-]{0,39}")) {
            throw because(
                    "%s \"%s\" is no identifier: take 1 to 40 of a-z, 0-9 and -, not beginning with -",
                    field, id);
        }
        return id;
    }

    /// Refuses a number outside its limits.
    public static void within(double value, double least, double most, String field) {
        if (!(value >= least) || value > most) {
            throw because("%s is %s and must lie within %s and %s", field, value, least, most);
        }
    }

    /// Refuses a day of another age.
    public static void plausible(LocalDate date, String field) {
        if (date.getYear() < 1990 || date.getYear() > 2200) {
            throw because("%s is %s: check its year", field, date);
        }
    }
}
