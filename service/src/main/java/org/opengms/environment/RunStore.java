package org.opengms.environment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.opengms.metering.ProjectReference;

/// Runs, what happened to them, and what they found.
public interface RunStore {
    /// Keeps a run that waits, and has it carried out once the transaction around it is durable.
    void add(Run run);

    Optional<Run> find(RunId id);

    /// The runs of a project, newest first.
    List<Run> of(ProjectReference project, int most);

    /// How many runs of a project have not ended.
    int open(ProjectReference project);

    /// How many a project has asked for since then.
    int asked(ProjectReference project, Instant since);

    /// Begins, or begins again after a server stopped.
    ///
    /// @return false if it has ended
    boolean begin(RunId id);

    /// Keeps how far it is.
    ///
    /// @return false if the team wants it to be stopped
    boolean progress(RunId id, int done);

    /// Adds to what happened.
    void trace(RunId id, Run.Trace trace);

    /// Asks for it to be stopped.
    void wantStopped(RunId id);

    /// Ends it, once.
    ///
    /// @param findings empty unless it is done
    void end(RunId id, RunState state, Run.Trace trace, Optional<Findings> findings);

    /// What it found, if it is done.
    Optional<Findings> findings(RunId id);
}
