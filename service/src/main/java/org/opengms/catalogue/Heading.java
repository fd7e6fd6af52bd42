package org.opengms.catalogue;

/// By what people are counted.
public enum Heading {
    FIELD("Field of medicine", "the first specialty that the test directory names for the reason"),
    INDICATION("Reason for the test", "the clinical indication of the test directory"),
    REGION("Region", "of the hospital that ordered the test"),
    AGE("Age when the test was ordered", "in completed years"),
    SEX("Sex", "as recorded at birth"),
    GENOME("Whole genome", "sequenced, with the variants that were found"),
    OTHER_RESULT("Result of another test", "such as a panel, signed by a scientist"),
    PHENOTYPE("Terms of what was observed", "by the Human Phenotype Ontology"),
    OUTCOME("Outcome", "what became of the result in care, as a clinician recorded it"),
    PERMISSION("Research that people permit", "by the Data Use Ontology"),
    COMPANIES("Research by companies", "whether people allow it"),
    CONTACT("Being contacted about research", "whether people allow it");

    private final String words;
    private final String meaning;

    Heading(String words, String meaning) {
        this.words = words;
        this.meaning = meaning;
    }

    /// For people to read.
    public String words() {
        return words;
    }

    /// What is counted, after the words.
    public String meaning() {
        return meaning;
    }

    /// Whether its categories are yes and no.
    public boolean isYesOrNo() {
        return switch (this) {
            case GENOME, OTHER_RESULT, PHENOTYPE, OUTCOME, COMPANIES, CONTACT -> true;
            case FIELD, INDICATION, REGION, AGE, SEX, PERMISSION -> false;
        };
    }
}
