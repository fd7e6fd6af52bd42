package org.opengms.staffing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.opengms.rollout.RolloutState;

/// A job, without its result.
///
/// @param askedBy subject of who asked
/// @param askedName for colleagues to read
/// @param scenario name of it
/// @param budgetsPencePerYear that are compared
/// @param worlds how many futures
/// @param state where it stands
/// @param done futures that are simulated
/// @param problem why it failed, in words
/// @param isCancelWanted whether it is to stop
public record ForecastJob(
        ForecastId id,
        String askedBy,
        String askedName,
        Instant askedAt,
        String scenario,
        List<Long> budgetsPencePerYear,
        int worlds,
        RolloutState state,
        int done,
        Optional<Instant> endedAt,
        Optional<String> problem,
        boolean isCancelWanted) {
    public ForecastJob {
        budgetsPencePerYear = List.copyOf(budgetsPencePerYear);
    }
}
