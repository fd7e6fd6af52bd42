package org.opengms.gate;

/// What kind of personal data is read, from least to most telling.
public enum DataClass {
    DEMOGRAPHICS,
    ORDER,
    TASK,
    CONSENT,
    /// What was found that matters to a relative, and nothing else.
    FAMILY_RESULT,
    REPORT,
    GENOME,
    /// Who used the data, for what, on which permission.
    USES,
    /// The letter that tells the person who used their data, to be handed to them on paper.
    LETTER,
    /// Under which terms a participant's data may serve research; says nothing of who it is.
    RESEARCH_TERMS,
    /// Who read the person's data, when and why; nothing of what was read.
    READING,
    /// The same of a reading by staff of the actor's own organisation.
    OWN_READING
}
