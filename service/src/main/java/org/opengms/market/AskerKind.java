package org.opengms.market;

/// What kind of organisation asks. Companies pay a price; the others at most what it costs.
public enum AskerKind {
    /// A hospital, laboratory or other body of the health service.
    HEALTH_SERVICE("part of the health service"),

    /// A university or a research institute.
    UNIVERSITY("university or research institute"),

    /// A charity or a patients' organisation.
    CHARITY("charity or patients' organisation"),

    /// Another public body.
    PUBLIC_BODY("other public body"),

    /// Whoever works for profit.
    COMPANY("company");

    private final String words;

    AskerKind(String words) {
        this.words = words;
    }

    /// For people to read.
    public String words() {
        return words;
    }
}
