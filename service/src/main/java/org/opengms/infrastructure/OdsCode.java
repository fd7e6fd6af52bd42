package org.opengms.infrastructure;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// The code of an organisation in the Organisation Data Service: 3 to 10 capital letters and
/// digits, such as `RAX01`.
///
/// @param value the code in capitals
public record OdsCode(@JsonValue String value) {
    /// @throws IllegalArgumentException if the text does not have the shape of an ODS code
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public OdsCode {
        value = value.strip().toUpperCase(Locale.ROOT);
        if (!value.matches("[A-Z0-9]{3,10}")) {
            throw new IllegalArgumentException(
                    "OGMS-2101 Not an ODS code: it must have 3 to 10 letters and digits, like RAX01.");
        }
    }

    /// Whether a text has the shape of an ODS code.
    public static boolean isValid(String text) {
        return text.strip().toUpperCase(Locale.ROOT).matches("[A-Z0-9]{3,10}");
    }

    /// Whether this is the organisation or one of its sites, whose codes begin with its own (ODS:
    /// the code of a trust's site is the trust's three characters and two more).
    public boolean isOrPartOf(OdsCode organisation) {
        return value.equals(organisation.value)
                || (organisation.value.length() == 3 && value.startsWith(organisation.value));
    }

    @Override
    public String toString() {
        return value;
    }
}
