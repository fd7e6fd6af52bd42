package org.opengms.planning.rollout;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.opengms.planning.network.ServiceScenario;
import org.opengms.planning.simulation.SimulationLimits;

/// What the planner is asked.
///
/// @param scenario the service and its demand
/// @param catalogue what can be invested in
/// @param budgetPence of each quarter of the scenario
/// @param plan to be judged; empty to have one found
/// @param seed of all chance
/// @param screen limits of the screen
/// @param certificate how deliverability is certified
/// @param simulation at which a replication is given up
/// @param target that the lower limit of the deliverability probability is to reach: go-lives are
///   put off, a quarter at a time, until it does; empty to leave them where they are
public record RolloutRequest(
        ServiceScenario scenario,
        InvestmentCatalogue catalogue,
        List<Long> budgetPence,
        Optional<RolloutPlan> plan,
        long seed,
        ScreenLimits screen,
        CertificateOptions certificate,
        SimulationLimits simulation,
        Optional<Double> target) {
    public RolloutRequest {
        budgetPence = List.copyOf(budgetPence);
        if (target.isPresent() && !(target.get() > 0 && target.get() < 1)) {
            throw new IllegalArgumentException(
                    "OGMS-6462 The target of the deliverability probability is %s. Give a share between 0 and 1, such as 0.95."
                            .formatted(target.get()));
        }
        if (budgetPence.size() != scenario.quarters()) {
            throw new IllegalArgumentException(
                    "OGMS-6460 The budget is given for %d quarters, and scenario %s has %d. Give pence for each quarter."
                            .formatted(budgetPence.size(), scenario.id(), scenario.quarters()));
        }
    }

    /// The same money every quarter, a plan to be found, and all limits at their defaults.
    ///
    /// @param pencePerQuarter that may be spent
    public static RolloutRequest of(
            ServiceScenario scenario, InvestmentCatalogue catalogue, long pencePerQuarter) {
        return new RolloutRequest(
                scenario,
                catalogue,
                Collections.nCopies(scenario.quarters(), pencePerQuarter),
                Optional.empty(),
                1,
                ScreenLimits.DEFAULT,
                CertificateOptions.defaults(),
                SimulationLimits.STANDARD,
                Optional.empty());
    }

    /// The same for a plan that exists.
    public RolloutRequest judging(RolloutPlan existing) {
        return new RolloutRequest(
                scenario,
                catalogue,
                budgetPence,
                Optional.of(existing),
                seed,
                screen,
                certificate,
                simulation,
                target);
    }

    /// The same with other limits.
    public RolloutRequest within(ScreenLimits limits, CertificateOptions options) {
        return new RolloutRequest(
                scenario, catalogue, budgetPence, plan, seed, limits, options, simulation, target);
    }

    /// The same, to be put off until its probability reaches a target.
    public RolloutRequest reaching(double lowerLimit) {
        return new RolloutRequest(
                scenario,
                catalogue,
                budgetPence,
                plan,
                seed,
                screen,
                certificate,
                simulation,
                Optional.of(lowerLimit));
    }
}
