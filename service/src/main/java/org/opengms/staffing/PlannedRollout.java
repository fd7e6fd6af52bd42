package org.opengms.staffing;

import java.util.Optional;
import org.opengms.planning.rollout.RolloutPlan;
import org.opengms.rollout.GoLiveMap;
import org.opengms.rollout.RolloutJobId;
import org.opengms.rollout.RolloutJobs;
import org.opengms.rollout.RolloutQuestion;
import org.opengms.rollout.RolloutResult;

/// A roll-out that was planned or judged, and is carried out while the workforce is forecast.
///
/// @param question with the scenario and what can be invested in
/// @param plan that came out
/// @param map when sites go live under it
public record PlannedRollout(RolloutQuestion question, RolloutPlan plan, GoLiveMap map) {
    /// The one of a job; absent if there is no such job, it is not done, or it compared plans.
    public static Optional<PlannedRollout> find(RolloutJobId job, RolloutJobs jobs) {
        Optional<RolloutResult.Judged> judged =
                jobs.result(job).map(RolloutResult::of).flatMap(RolloutResult::judged);
        return judged.flatMap(
                j -> jobs.question(job).map(q -> new PlannedRollout(q, j.plan(), j.map())));
    }
}
