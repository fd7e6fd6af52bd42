package org.opengms.planning.rollout;

/// An evaluation of which one outcome is known already, so that it is not simulated again.
///
/// @param evaluation for all others
/// @param plan of the known outcome
/// @param replication of the known outcome
/// @param outcome what it is
record KnownOutcome(PlanEvaluation evaluation, RolloutPlan plan, int replication, Outcome outcome)
        implements PlanEvaluation {
    /// Simulates the outcome that is to be known.
    static KnownOutcome of(PlanEvaluation evaluation, RolloutPlan plan, int replication) {
        return new KnownOutcome(
                evaluation, plan, replication, evaluation.evaluate(plan, replication));
    }

    @Override
    public String digest() {
        return evaluation.digest();
    }

    @Override
    public int quarters() {
        return evaluation.quarters();
    }

    @Override
    public Outcome evaluate(RolloutPlan asked, int number) {
        return number == replication && asked.equals(plan)
                ? outcome
                : evaluation.evaluate(asked, number);
    }
}
