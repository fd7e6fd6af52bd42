package org.opengms.dataset;

/// The four kinds of test that the Minimum Data Set makes different demands of.
public enum TestCategory {
    NON_WGS_RARE("conventional tests for rare disease", "NonWGS_RD"),
    NON_WGS_CANCER("conventional tests for cancer", "NonWGS_Cancer"),
    WGS_RARE("whole genomes for rare disease", "WGS_RD"),
    WGS_CANCER("whole genomes for cancer", "WGS_Cancer");

    private final String words;
    private final String column;

    TestCategory(String words, String column) {
        this.words = words;
        this.column = column;
    }

    /// The category of a test.
    ///
    /// @param genome whether the whole genome is sequenced
    /// @param disease what it is done for
    public static TestCategory of(Genome genome, Disease disease) {
        return switch (genome) {
            case WHOLE ->
                    switch (disease) {
                        case RARE -> WGS_RARE;
                        case CANCER -> WGS_CANCER;
                    };
            case IN_PART ->
                    switch (disease) {
                        case RARE -> NON_WGS_RARE;
                        case CANCER -> NON_WGS_CANCER;
                    };
        };
    }

    /// How much of the genome a test reads.
    public enum Genome {
        WHOLE,
        IN_PART
    }

    /// What a test is done for: the two halves of the national test directory.
    public enum Disease {
        /// Rare and inherited disease, R codes.
        RARE,
        /// M codes.
        CANCER
    }

    /// The category in plain words, plural, lower case.
    public String words() {
        return words;
    }

    /// Its column in the sheet.
    String column() {
        return column;
    }
}
