package org.opengms.gate;

/// By whose hands a request is made, and how pressing it is.
public sealed interface Hands {
    /// A person, signed in as themselves.
    Hands OWN = new Own();

    /// A program, or the service itself.
    Hands PROGRAM = new Program();

    /// A person, signed in as themselves.
    record Own() implements Hands {}

    /// A person who says that a patient would come to harm by waiting until they have shown that
    /// they are competent.
    ///
    /// @param reason in their own words, 10 to 500 characters, without particulars of the patient
    record OwnUrgently(String reason) implements Hands {
        private static final int SHORTEST = 10;
        private static final int LONGEST = 500;

        /// @throws IllegalArgumentException if the reason is too short or too long
        public OwnUrgently {
            reason = reason.strip();
            if (!isReason(reason)) {
                throw new IllegalArgumentException(
                        "OGMS-8808 The reason of an emergency has %d to %d characters; there are %d. Say why it cannot wait, without particulars of the patient."
                                .formatted(SHORTEST, LONGEST, reason.length()));
            }
        }

        /// Whether a text is long enough to say why, and short enough to be read.
        public static boolean isReason(String text) {
            int length = text.strip().length();
            return length >= SHORTEST && length <= LONGEST;
        }

        /// Never the reason: it is for who reviews it.
        @Override
        public String toString() {
            return "OwnUrgently[…]";
        }
    }

    /// A program that acts for an organisation without a person, or the service itself. The
    /// organisation vouches for the people behind it.
    record Program() implements Hands {}
}
