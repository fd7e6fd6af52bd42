package org.opengms.environment;

/// How a run stands.
public enum RunState {
    /// It waits for its turn.
    WAITING,
    RUNNING,
    /// Its findings are kept in the environment.
    DONE,
    /// The project, or the member of its team, may no longer use data. Nothing is kept.
    STOPPED,
    /// The team took it back. Nothing is kept.
    CANCELLED,
    /// It could not be carried out. Nothing is kept.
    FAILED;

    /// Whether it has ended.
    public boolean isEnded() {
        return this != WAITING && this != RUNNING;
    }
}
