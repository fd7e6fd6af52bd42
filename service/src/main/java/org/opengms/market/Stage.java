package org.opengms.market;

/// How far an enquiry has come.
public enum Stage {
    /// Nobody has answered.
    NEW("to be answered"),

    /// Answered; they think about it.
    ANSWERED("answered"),

    /// They applied to the access committee.
    APPLIED("applied"),

    /// There is a contract.
    CONTRACTED("contract"),

    /// It came to nothing.
    LOST("came to nothing");

    private final String words;

    Stage(String words) {
        this.words = words;
    }

    /// For people to read.
    public String words() {
        return words;
    }
}
