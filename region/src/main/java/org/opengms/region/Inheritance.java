package org.opengms.region;

/// How an invented disease is inherited. The codes are those of the Human Phenotype Ontology's
/// modes of inheritance.
public enum Inheritance {
    AUTOSOMAL_DOMINANT("HP:0000006", "Autosomal dominant inheritance", "AD"),
    AUTOSOMAL_RECESSIVE("HP:0000007", "Autosomal recessive inheritance", "AR"),
    X_LINKED_RECESSIVE("HP:0001419", "X-linked recessive inheritance", "XL"),
    X_LINKED_DOMINANT("HP:0001423", "X-linked dominant inheritance", "XL");

    private final String hpoId;
    private final String label;
    private final String panelCode;

    Inheritance(String hpoId, String label, String panelCode) {
        this.hpoId = hpoId;
        this.label = label;
        this.panelCode = panelCode;
    }

    /// Code of the mode of inheritance, such as `HP:0000006`.
    public String hpoId() {
        return hpoId;
    }

    /// Name of the mode of inheritance.
    public String label() {
        return label;
    }

    /// As gene panels abbreviate it: `AD`, `AR` or `XL`.
    public String panelCode() {
        return panelCode;
    }

    /// Whether the gene lies on X.
    public boolean isXLinked() {
        return this == X_LINKED_RECESSIVE || this == X_LINKED_DOMINANT;
    }
}
