package org.opengms.safeguards;

/// Why something is held back. What each asks for is a dated rule, [WithholdingRules].
public enum WithholdingReason {
    /// Telling it would be likely to cause serious harm to somebody's physical or mental health
    /// (Data Protection Act 2018, Schedule 3 Part 2 paragraphs 2(2) and 5).
    SERIOUS_HARM("serious harm to health"),
    /// It would tell of another person who can be recognised and has not agreed (Data Protection
    /// Act 2018, Schedule 2 Part 3 paragraph 16).
    THIRD_PARTY("information about somebody else"),
    /// A court or the law forbids to tell it.
    LEGAL_ORDER("an order of a court, or the law"),
    /// The person told it, or asked, in the expectation that whoever acts for them would not learn
    /// it (Data Protection Act 2018, Schedule 3 Part 2 paragraph 4).
    THE_PERSONS_WISH("the person's own wish");

    private final String words;

    WithholdingReason(String words) {
        this.words = words;
    }

    /// As a list says.
    public String words() {
        return words;
    }
}
