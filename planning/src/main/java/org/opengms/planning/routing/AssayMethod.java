package org.opengms.planning.routing;

/// How a genome, or a part of it, is looked at.
public enum AssayMethod {
    /// Whole genome sequencing.
    WHOLE_GENOME("whole genome sequencing"),
    /// Sequencing of all exons.
    EXOME("exome"),
    /// A panel of genes.
    PANEL("gene panel"),
    /// Array comparative hybridisation or SNP array.
    MICROARRAY("microarray"),
    /// One gene.
    SINGLE_GENE("single gene test"),
    /// Something else.
    OTHER("other conventional test");

    private final String words;

    AssayMethod(String words) {
        this.words = words;
    }

    /// What it is called in a sentence.
    public String words() {
        return words;
    }
}
