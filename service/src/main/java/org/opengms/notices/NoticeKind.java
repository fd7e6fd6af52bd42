package org.opengms.notices;

/// Why a person is told that there is something to see.
public enum NoticeKind {
    /// Their data serve research in a way that they have not been told of: gathered, at most one in
    /// a period.
    NEW_RESEARCH("Your data were used for research in a new way"),
    /// A clinician has told them a result, and they can read it.
    RESULT_READY("A result that you were told can be read on your page"),
    CHOICE_CHANGED("A choice of yours was recorded"),
    /// They are to be asked about research themselves.
    ASK_AGAIN("You are to be asked about research yourself");

    private final String words;

    NoticeKind(String words) {
        this.words = words;
    }

    /// For the person's own page, which says what the message does not.
    public String words() {
        return words;
    }
}
