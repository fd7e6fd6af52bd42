package org.opengms.training;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.regex.Pattern;

/// An exercise, by a code that stays the same in all versions of the file.
///
/// @param value small letters, digits and hyphens, such as `order-genome`
public record ExerciseId(@JsonValue String value) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{1,79}");

    /// @throws IllegalArgumentException if the text has another form
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ExerciseId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "OGMS-8950 An exercise's code has 2 to 80 small letters, digits and hyphens.");
        }
    }

    /// One, if the text has its form.
    public static Optional<ExerciseId> find(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new ExerciseId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
