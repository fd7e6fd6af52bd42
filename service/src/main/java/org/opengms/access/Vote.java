package org.opengms.access;

/// What a member says to an application.
///
/// @param choice for, against or neither
/// @param reason why; told to the applicant without the name
public record Vote(Choice choice, String reason) {
    /// @throws IllegalArgumentException if no reason is given
    public Vote {
        reason = Texts.checked("reason", reason, 5, 2000);
    }

    /// For, against or neither.
    public enum Choice {
        APPROVE("approve"),
        REFUSE("refuse"),
        ABSTAIN("abstain");

        private final String words;

        Choice(String words) {
            this.words = words;
        }

        /// The choice, after "votes to".
        public String words() {
            return words;
        }
    }
}
