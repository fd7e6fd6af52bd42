package org.opengms.access;

/// In what part somebody acts on a project.
public enum Seat {
    /// A researcher who applies, or is in a project's team.
    RESEARCHER("researcher"),
    /// Runs the committee's work: checks what comes in, puts questions, closes votes. Has no vote.
    OFFICER("committee officer"),
    /// Sits on the committee and votes, for what they know.
    MEMBER("member"),
    /// Sits on the committee and votes, for the public.
    LAY_MEMBER("lay member");

    private final String words;

    Seat(String words) {
        this.words = words;
    }

    /// The seat, in the middle of a sentence.
    public String words() {
        return words;
    }

    /// Whether who sits here votes.
    public boolean votes() {
        return this == MEMBER || this == LAY_MEMBER;
    }
}
