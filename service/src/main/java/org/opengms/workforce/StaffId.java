package org.opengms.workforce;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.regex.Pattern;

/// A member of staff, by the subject as which the identity provider signs them in.
///
/// @param value 1 to 200 characters without spaces
public record StaffId(@JsonValue String value) {
    private static final Pattern FORM = Pattern.compile("[^\\s\\p{Cntrl}]{1,200}");

    /// @throws IllegalArgumentException if the text has another form
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public StaffId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "OGMS-8800 A subject has 1 to 200 characters and no spaces.");
        }
    }

    /// One, if the text has its form.
    public static Optional<StaffId> find(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new StaffId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
