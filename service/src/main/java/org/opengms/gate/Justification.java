package org.opengms.gate;

/// Why an actor may read what their relation to the person alone does not open. Every reading with
/// one is flagged in the access log and reviewed by an organisation that cares for the person.
public sealed interface Justification {
    /// The shortest reason that says anything.
    int SHORTEST_REASON = 10;

    /// The longest reason that is kept.
    int LONGEST_REASON = 500;

    /// The reason, in the actor's words.
    String reason();

    /// The person is in danger, and nobody who may read is at hand ("break-glass").
    record Emergency(String reason) implements Justification {
        /// @throws IllegalArgumentException if the reason says too little or too much
        public Emergency {
            reason = checked(reason);
        }
    }

    /// The law allows or demands it without the person's leave: a court's order, or a serious risk
    /// to somebody else that outweighs confidence.
    record Law(String reason) implements Justification {
        /// @throws IllegalArgumentException if the reason says too little or too much
        public Law {
            reason = checked(reason);
        }
    }

    private static String checked(String reason) {
        String words = reason.strip();
        if (words.length() < SHORTEST_REASON || words.length() > LONGEST_REASON) {
            throw new IllegalArgumentException(
                    "OGMS-7110 A reason needs %d to %d characters. Say what makes it necessary; do not name the patient."
                            .formatted(SHORTEST_REASON, LONGEST_REASON));
        }
        return words;
    }
}
