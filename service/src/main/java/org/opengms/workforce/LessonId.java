package org.opengms.workforce;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.regex.Pattern;

/// A short lesson, by a code that stays the same in all its versions.
///
/// @param value small letters, digits and hyphens, such as `ordering-wgs`
public record LessonId(@JsonValue String value) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{1,79}");

    /// @throws IllegalArgumentException if the text has another form
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public LessonId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "OGMS-8803 A lesson's code has 2 to 80 small letters, digits and hyphens.");
        }
    }

    /// One, if the text has its form.
    public static Optional<LessonId> find(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new LessonId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
