package org.opengms.planning.rollout;

import java.util.List;

/// What happens when a plan is carried out, once: the simulation seen by the planner. Replications
/// with the same number see the same chance under every plan (common random numbers), and the same
/// plan and number always give the same outcome. May be used by several threads at once.
public interface PlanEvaluation {
    /// What the outcome depends on beside plan and replication: scenario, investments, seed. A
    /// checkpoint is continued only under the same.
    String digest();

    /// How many quarters are judged.
    int quarters();

    /// Carries out a plan.
    ///
    /// @param replication from 0
    Outcome evaluate(RolloutPlan plan, int replication);

    /// What happened.
    ///
    /// @param quarters each in turn
    /// @param value what plans are compared by, the more the better, such as diagnoses in time
    record Outcome(List<Quarter> quarters, double value) {
        public Outcome {
            quarters = List.copyOf(quarters);
        }

        /// The first quarter, from 0, from which on every service level held in every quarter to
        /// the last; the number of quarters if it did not hold in the last.
        public int holdsFrom() {
            int first = quarters.size();
            while (first > 0 && quarters.get(first - 1).held()) {
                first--;
            }
            return first;
        }

        /// Whether every service level held in every quarter.
        public boolean held() {
            return quarters.stream().allMatch(Quarter::held);
        }
    }

    /// A quarter of it.
    ///
    /// @param held whether every service level held
    /// @param binding the resource that limited the service most, such as `north
    ///   staff:rare-disease`
    /// @param load of that resource: work asked of it over what it can do; above 1 it falls behind
    record Quarter(boolean held, String binding, double load) {}
}
