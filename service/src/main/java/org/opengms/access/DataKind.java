package org.opengms.access;

/// Which data of participants a project wants. Who somebody is is never among them.
public enum DataKind {
    RESULTS("results of tests"),
    GENOMES("genomes");

    private final String words;

    DataKind(String words) {
        this.words = words;
    }

    /// The data, in the middle of a sentence.
    public String words() {
        return words;
    }
}
