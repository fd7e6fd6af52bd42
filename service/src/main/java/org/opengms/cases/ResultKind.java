package org.opengms.cases;

/// The answer of a test in one word.
public enum ResultKind {
    /// A cause that fits the question was found.
    CAUSE_FOUND("Cause found"),
    /// Something was found whose meaning is not clear.
    UNCERTAIN("Uncertain result"),
    /// Nothing that answers the question was found.
    NO_CAUSE_FOUND("No cause found"),
    /// The test could not be completed.
    FAILED("Test failed"),
    /// Not decided yet: a proposal waits for a scientist.
    PROPOSED("Proposed by the program");

    private final String words;

    ResultKind(String words) {
        this.words = words;
    }

    /// The result for people.
    public String words() {
        return words;
    }
}
