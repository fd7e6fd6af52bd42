package org.opengms.transparency.note;

/// The name of a log, as the first line of its checkpoints.
///
/// @param value not empty, one line
public record Origin(String value) {
    public Origin {
        if (value.isEmpty() || value.chars().anyMatch(c -> c < ' ')) {
            throw new IllegalArgumentException(
                    "OGMS-7019 '%s' is no origin of a log. It is one line that is not empty, such as log.example.org/genomics."
                            .formatted(value));
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
