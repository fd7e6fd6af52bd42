package org.opengms.dialogue;

import java.time.LocalDate;
import java.util.List;

/// One round of the survey, in sums: what each person answered is not kept.
///
/// @param name such as `2026-autumn`
/// @param survey version of the questions
/// @param from first day on which people were asked
/// @param to last day
/// @param people who answered
/// @param digest SHA-256 of the sheet that it was made from, in hexadecimal digits
public record SurveyWave(
        String name,
        String survey,
        LocalDate from,
        LocalDate to,
        int people,
        String digest,
        List<Sum> sums) {
    public SurveyWave {
        sums = List.copyOf(sums);
        if (!name.matches("20[0-9]{2}-[a-z0-9]{1,20}")) {
            throw new IllegalArgumentException("OGMS-8231 Name a wave such as 2026-autumn.");
        }
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("OGMS-8231 The wave ends before it begins.");
        }
    }

    /// Those who gave an answer to a question.
    ///
    /// @param answers how many
    /// @param weights sum of their weights
    /// @param squares sum of the squares of their weights
    public record Sum(
            String question, String answer, long answers, double weights, double squares) {}
}
