package org.opengms.rollout;

/// Where a job stands.
public enum RolloutState {
    /// In the queue, also after the server that ran it was stopped.
    WAITING("Waiting"),
    /// A server works on it.
    RUNNING("Running"),
    /// There is a result.
    DONE("Done"),
    /// It could not be done.
    FAILED("Failed"),
    /// Somebody did not want it any more.
    CANCELLED("Cancelled");

    private final String words;

    RolloutState(String words) {
        this.words = words;
    }

    /// For people.
    public String words() {
        return words;
    }

    /// Whether nothing more becomes of it.
    public boolean isEnded() {
        return this != WAITING && this != RUNNING;
    }
}
