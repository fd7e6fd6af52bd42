package org.opengms.orders;

/// In which capacity somebody moves a task.
public enum Mover {
    /// Staff of the laboratory that owns the task.
    OWNER("the laboratory that owns it"),
    /// The same, by giving the task to another laboratory.
    OWNER_SENDING_AWAY("the laboratory that owns it, by sending it away"),
    /// A clinician of the organisation that ordered.
    REQUESTER("the organisation that ordered"),
    /// The service itself, because of something else that happened.
    SERVICE("the service");

    private final String words;

    Mover(String words) {
        this.words = words;
    }

    /// The mover in plain words.
    public String words() {
        return words;
    }
}
