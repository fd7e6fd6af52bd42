package org.opengms.notices;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import org.opengms.datafile.DataFile;

/// The dated rule of how often people are told, and how long a message is tried.
///
/// @param version of the rule
/// @param from its first day
/// @param signedBy who answers for it; the shipped form is signed by nobody
/// @param source where it comes from
/// @param researchPeriodDays new uses for research are told of at most once in so many days
/// @param attempts how often a message is handed over before it is given up
/// @param firstRetryMinutes wait after the first attempt; doubled after each further one
/// @param longestRetryMinutes no wait is longer
public record NoticeRules(
        String version,
        LocalDate from,
        Optional<String> signedBy,
        String source,
        int researchPeriodDays,
        int attempts,
        int firstRetryMinutes,
        int longestRetryMinutes) {
    private static final NoticeRules RULES =
            new DataFile<>(
                            NoticeRules.class,
                            "a file of rules of notices",
                            "OGMS-7307",
                            rules -> rules)
                    .shipped(NoticeRules.class, "notice-rules-2026.1.json");

    /// @throws IllegalArgumentException if a number is not positive
    public NoticeRules {
        if (researchPeriodDays < 1
                || attempts < 1
                || firstRetryMinutes < 1
                || longestRetryMinutes < firstRetryMinutes) {
            throw new IllegalArgumentException(
                    "periods, attempts and waits must be positive, and the longest wait no shorter than the first");
        }
    }

    /// The rule that comes with the program.
    public static NoticeRules shipped() {
        return RULES;
    }

    /// How long to wait after so many failed attempts.
    public Duration retryAfter(int failures) {
        long minutes = firstRetryMinutes * (1L << Math.clamp(failures - 1L, 0, 30));
        return Duration.ofMinutes(Math.min(minutes, longestRetryMinutes));
    }
}
