package org.opengms.maturity;

/// What was missing on a paper form.
public enum PaperGap {
    NHS_NUMBER("NHS number"),
    NAME_OR_BIRTH_DATE("Name or date of birth"),
    INDICATION("Reason for testing"),
    TEST("Test"),
    REQUESTER("Who asks, or how to reach them"),
    CLINICAL_DETAILS("Clinical details"),
    DISCUSSION("Record of discussion"),
    SAMPLE("Sample label, or which sample it is"),
    FAMILY("Which relatives are tested"),
    ILLEGIBLE("Could not be read"),
    OTHER("Something else");

    private final String words;

    PaperGap(String words) {
        this.words = words;
    }

    /// For people.
    public String words() {
        return words;
    }
}
