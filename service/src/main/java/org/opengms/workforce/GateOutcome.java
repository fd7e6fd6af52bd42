package org.opengms.workforce;

/// What became of somebody who wanted to do something.
public enum GateOutcome {
    /// They went on under supervision.
    SUPERVISED("went on under supervision"),
    /// They went on without the competence, and nothing was said.
    OBSERVED("went on"),
    /// They went on without the competence and were told.
    WARNED("went on, and was told"),
    /// They were refused.
    REFUSED("was refused"),
    /// They went on without the competence because they said that it was urgent.
    OVERRIDDEN("went on in an emergency"),
    /// They went on without the competence because nobody at the workplace had it, and care may not
    /// stop for that.
    UNCOVERED("went on, since nobody there holds it");

    private final String words;

    GateOutcome(String words) {
        this.words = words;
    }

    /// After "who".
    public String words() {
        return words;
    }

    /// Whether somebody else has to look at it.
    public boolean isReviewed() {
        return this == OVERRIDDEN || this == UNCOVERED;
    }

    /// Whether a competence was lacking.
    public boolean isLacking() {
        return this != SUPERVISED;
    }
}
