package org.opengms.access;

/// Where a project stands. Each has one meaning, and says who must do what next.
public enum Stage {
    DRAFT("Draft", "The applicant writes it and sends it."),
    SUBMITTED("Sent", "The committee's officer checks it and puts it before the committee."),
    QUESTIONS("Questions to the applicant", "The applicant answers."),
    REVIEW("Before the committee", "The members vote."),
    APPEAL("Appeal before the committee", "Members who have not voted on it before vote."),
    REFUSED("Refused", "The applicant may appeal, for as long as the refusal says."),
    APPROVED("Approved, not open yet", "What stands between the approval and the first access."),
    RUNNING("Running", "The team may use data, within its purpose."),
    SUSPENDED("Suspended", "The officer looks into it; nobody uses data."),
    EXPIRED("Run out", "The time that was approved is over. The applicant may ask for more."),
    WITHDRAWN("Withdrawn by the applicant", "Nothing. It can be sent anew as a new project."),
    NEVER_ALLOWED("Refused to everybody", "Nothing. No committee can allow this use."),
    CLOSED("Closed", "Nothing. The project is over for good.");

    private final String words;
    private final String next;

    Stage(String words, String next) {
        this.words = words;
        this.next = next;
    }

    /// The stage as a heading.
    public String words() {
        return words;
    }

    /// Who must do what next, in a sentence.
    public String next() {
        return next;
    }

    /// Whether nothing leads out of it.
    public boolean isFinal() {
        return this == WITHDRAWN || this == NEVER_ALLOWED || this == CLOSED;
    }

    /// Whether the committee votes.
    public boolean isVoting() {
        return this == REVIEW || this == APPEAL;
    }

    /// Whether a decision let it through once.
    public boolean isApproved() {
        return this == APPROVED || this == RUNNING || this == SUSPENDED || this == EXPIRED;
    }
}
