package org.opengms.planning.network;

import java.util.Locale;

/// What is said of a scenario that cannot be taken.
final class Refused {
    private Refused() {}

    /// A reason, to which the reader of the file adds the place.
    @SuppressWarnings("AnnotateFormatMethod") // its annotation is no dependency of this module
    static IllegalArgumentException because(String reason, Object... values) {
        return new IllegalArgumentException(String.format(Locale.ROOT, reason, values) + ".");
    }

    /// Itself, if it can name something.
    static String id(String id, String field) {
        if (!id.matches("[a-z0-9][a-z0-9-]{0,39}")) {
            throw because(
                    "%s \"%s\" is no identifier: take 1 to 40 of a-z, 0-9 and -, not beginning with -",
                    field, id);
        }
        return id;
    }
}
