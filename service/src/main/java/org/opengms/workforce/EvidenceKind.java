package org.opengms.workforce;

/// What can show that somebody is competent.
public enum EvidenceKind {
    /// A course was completed.
    COURSE("a completed course"),
    /// Somebody who holds the competence has watched them do it.
    ASSESSMENT("an assessment by somebody who holds the competence"),
    /// Another body has recognised it before.
    RECOGNITION("recognition by another body"),
    /// A short lesson with its check was passed.
    LESSON("a short lesson");

    private final String words;

    EvidenceKind(String words) {
        this.words = words;
    }

    /// In words, with an article.
    public String words() {
        return words;
    }
}
