package org.opengms.environment;

import java.time.Instant;
import java.util.List;
import org.opengms.gate.Actor;
import org.opengms.metering.ProjectReference;

/// An analysis that was asked for, and how it went.
///
/// @param id of the run
/// @param project for which
/// @param askedBy a member of the team, as they were signed in: it reads no more than their token
///   reached
/// @param analysis what is asked
/// @param askedAt when
/// @param state how it stands
/// @param done participants that were looked at
/// @param trace what happened, in order
public record Run(
        RunId id,
        ProjectReference project,
        Actor askedBy,
        Analysis analysis,
        Instant askedAt,
        RunState state,
        int done,
        List<Trace> trace) {
    /// Something that happened.
    ///
    /// @param words for the team to read; they name no participant and no small number of them
    public record Trace(Instant at, String words) {}

    public Run {
        trace = List.copyOf(trace);
    }
}
