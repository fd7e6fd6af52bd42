package org.opengms.rollout;

/// How far a running job has come.
///
/// @param step what it does
/// @param plan the plan that is tested, from 1; of several that are compared
/// @param done replications of the step so far; 0 where the step has none
/// @param of how many
/// @param held of those done, in how many every service level held in every quarter
public record RolloutProgress(RolloutStep step, int plan, int done, int of, int held) {
    /// A step that begins.
    static RolloutProgress of(RolloutStep step, int plan) {
        return new RolloutProgress(step, plan, 0, 0, 0);
    }
}
