package org.opengms.workforce;

import java.time.Instant;
import java.util.UUID;

/// What a second person makes of something that was done without the competence.
///
/// @param decision what is reviewed
/// @param by subject of who reviews
/// @param words why
public record OverrideReview(UUID decision, String by, Verdict verdict, String words, Instant at) {
    /// @throws IllegalArgumentException if nothing is told
    public OverrideReview {
        words = Words.checked("words", words, 3, 1000);
    }

    /// What is made of it.
    public enum Verdict {
        JUSTIFIED("It could not wait"),
        NOT_JUSTIFIED("It could have waited"),
        FURTHER_ACTION("Something has to follow");

        private final String words;

        Verdict(String words) {
            this.words = words;
        }

        /// As a page says.
        public String words() {
            return words;
        }
    }
}
