package org.opengms.workforce;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.regex.Pattern;

/// A course, by a code that stays the same in all versions of the catalogue.
///
/// @param value small letters, digits and hyphens, such as `discussing-wgs`
public record CourseId(@JsonValue String value) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{1,79}");

    /// @throws IllegalArgumentException if the text has another form
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public CourseId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "OGMS-8802 A course's code has 2 to 80 small letters, digits and hyphens.");
        }
    }

    /// One, if the text has its form.
    public static Optional<CourseId> find(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new CourseId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
