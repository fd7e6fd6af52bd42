package org.opengms.safeguards;

import java.util.UUID;

/// What is held back.
///
/// @param kind which part of what the service holds
/// @param id of it: an order's for a test and a result, a statement's, or that of the record of a
///   use
public record Held(Kind kind, UUID id) {
    /// Which part.
    public enum Kind {
        /// That the test exists, with everything that belongs to it.
        TEST("a test, with all that belongs to it"),
        /// What the test found.
        RESULT("a result"),
        /// The words of the report; its kind of result is shown.
        RESULT_WORDS("the words of a report"),
        /// One use of the data.
        USE("one use of the data"),
        /// One statement about the use of the data.
        STATEMENT("one note about choices");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /// As a list says.
        public String words() {
            return words;
        }
    }
}
