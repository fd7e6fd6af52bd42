package org.opengms.workforce;

/// What somebody is employed as.
public enum JobRole {
    CONSULTANT("Consultant"),
    GENETIC_COUNSELLOR("Genetic counsellor"),
    NURSE("Nurse or midwife"),
    CLINICAL_SCIENTIST("Clinical scientist"),
    TECHNOLOGIST("Genetic technologist"),
    BIOINFORMATICIAN("Bioinformatician"),
    MANAGER("Manager"),
    COMMITTEE_MEMBER("Member of the access committee"),
    TRAINEE("Trainee"),
    OTHER("Other");

    private final String words;

    JobRole(String words) {
        this.words = words;
    }

    /// As a page says.
    public String words() {
        return words;
    }
}
