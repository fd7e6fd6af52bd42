package org.opengms.workforce;

/// A task before which the service asks whether who does it is competent.
public enum GatedTask {
    RECORD_DISCUSSION(Competence.RECORD_OF_DISCUSSION, "record a discussion"),
    RECORD_CHOICE(Competence.RECORD_OF_DISCUSSION, "record a patient's choice"),
    ORDER_GENOME(Competence.ORDER_WGS, "order a whole genome"),
    BENCH_TASK(Competence.WET_LAB, "move a task of the bench"),
    DATA_TASK(Competence.BIOINFORMATICS, "move a task of data processing"),
    DELIVER_FILE(Competence.BIOINFORMATICS, "deliver a sequencing file"),
    INTERPRETATION_TASK(Competence.INTERPRET, "move a task of interpretation"),
    ENTER_RESULT(Competence.INTERPRET, "enter a result"),
    MARK_CAUSE(Competence.INTERPRET, "mark the cause in a report"),
    LEAD_MEETING(Competence.MDT_CHAIR, "move a task of a multidisciplinary meeting"),
    SIGN_REPORT(Competence.AUTHORISE_REPORT, "sign a report"),
    REVIEW_ACCESS(Competence.ACCESS_REVIEWER, "vote on an application for data");

    private final Competence competence;
    private final String words;

    GatedTask(Competence competence, String words) {
        this.competence = competence;
        this.words = words;
    }

    /// What it needs.
    public Competence competence() {
        return competence;
    }

    /// What is done, after "to".
    public String words() {
        return words;
    }
}
