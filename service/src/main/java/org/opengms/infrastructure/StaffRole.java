package org.opengms.infrastructure;

/// Competences of laboratory staff whose number limits what a laboratory can deliver.
public enum StaffRole {
    RECEPTION("reception staff"),
    TECHNOLOGIST("technologists"),
    BIOINFORMATICIAN("bioinformaticians"),
    CLINICAL_SCIENTIST("clinical scientists"),
    CONSULTANT("consultants");

    /// What a whole-time equivalent works in a week: 37.5 hours (NHS Terms and Conditions of
    /// Service Handbook, *Agenda for Change*, section 10).
    public static final double HOURS_PER_WEEK = 37.5;

    private final String words;

    StaffRole(String words) {
        this.words = words;
    }

    /// The people, lower case.
    public String words() {
        return words;
    }
}
