package org.opengms.dialogue;

import java.time.LocalDate;

/// What somebody wrote beside their choice.
///
/// @param number of the answer
public record Remark(String number, Way way, String words, LocalDate on) {
    @Override
    public String toString() {
        return "Remark[%s]".formatted(number);
    }
}
