package org.opengms.directory;

/// How a test is done. The national directory's method strings map to these.
public enum TestMethod {
    WGS("whole genome sequencing"),
    EXOME("exome sequencing"),
    PANEL("gene panel"),
    MICROARRAY("microarray"),
    SINGLE_GENE("single gene test"),
    OTHER("other method");

    private final String words;

    TestMethod(String words) {
        this.words = words;
    }

    /// The method in plain words, lower case.
    public String words() {
        return words;
    }
}
