package org.opengms.infrastructure;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/// What a laboratory calls one piece of its equipment, such as the number in its inventory.
///
/// @param value letters, digits, dots, hyphens and underscores, at most 40
public record EquipmentId(@JsonValue String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,39}");

    /// @throws IllegalArgumentException if it is not of the form
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public EquipmentId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "OGMS-6511 The name of a piece of equipment has letters, digits, dots, hyphens and underscores, at most 40, and begins with a letter or digit, such as SEQ-01. This one has %d characters or others."
                            .formatted(value.length()));
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
