package org.opengms.planning.rollout;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.opengms.planning.network.GenomicTest;
import org.opengms.planning.network.NetworkOutcome;
import org.opengms.planning.network.NetworkSimulation;
import org.opengms.planning.network.ReplicationDraw;
import org.opengms.planning.network.ServiceScenario;
import org.opengms.planning.network.TestDemand;
import org.opengms.planning.simulation.SimulationLimits;

/// Carries plans out by simulating the service network: quantities, slips and chance are drawn by
/// replication, the same for every plan. The value of a plan is the number of diagnoses that its
/// reports on time make, after the mean yield of each class's tests; of one that is hopeless, below
/// 0 by the overload of what binds in each quarter. Replications that are hopeless to the end by
/// their fluid load alone are not simulated; their quarters from the one in which they fail count
/// as not held, those before as not shown to fail.
public final class NetworkEvaluation implements PlanEvaluation {
    private final ServiceScenario scenario;
    private final InvestmentCatalogue catalogue;
    private final long seed;
    private final SimulationLimits limits;
    private final String digest;
    private final Map<String, Double> yieldByClass;

    /// @param seed of all chance
    /// @param limits at which a replication is given up
    public NetworkEvaluation(
            ServiceScenario scenario,
            InvestmentCatalogue catalogue,
            long seed,
            SimulationLimits limits) {
        this.scenario = scenario;
        this.catalogue = catalogue;
        this.seed = seed;
        this.limits = limits;
        yieldByClass = yieldByClass(scenario);
        digest =
                HexFormat.of()
                        .formatHex(
                                Sha256.of(
                                        scenario.text() + catalogue.text() + seed + " " + limits));
    }

    @Override
    public String digest() {
        return digest;
    }

    @Override
    public int quarters() {
        return scenario.quarters();
    }

    @Override
    public Outcome evaluate(RolloutPlan plan, int replication) {
        NetworkOutcome outcome =
                NetworkSimulation.run(
                        scenario,
                        catalogue.changes(scenario, plan, seed, replication),
                        ReplicationDraw.of(seed, replication),
                        NetworkSimulation.Screen.SKIP_HOPELESS,
                        limits);
        int failing =
                outcome.notDeliverable()
                        .map(NetworkOutcome.NotDeliverable::quarter)
                        .map(quarter -> Math.max(quarter, scenario.serviceLevels().rampQuarters()))
                        .orElse(scenario.quarters());
        List<Quarter> quarters = new ArrayList<>();
        double value = 0;
        for (int q = 0; q < scenario.quarters(); q++) {
            NetworkOutcome.Binding binding = outcome.bindings().get(q);
            boolean simulated = q < outcome.quarters().size();
            boolean held =
                    simulated
                            ? outcome.quarters().get(q).breaches().isEmpty()
                            : q < failing && q < scenario.quarters() - 1;
            if (simulated) {
                for (NetworkOutcome.TurnaroundClass reports : outcome.quarters().get(q).classes()) {
                    value += reports.onTime() * yieldOf(reports.name());
                }
            }
            quarters.add(new Quarter(held, binding.station(), binding.utilisation()));
        }
        if (outcome.quarters().isEmpty()) {
            // Plans none of which can be delivered are still told apart: the less overload the
            // better.
            value =
                    -outcome.bindings().stream()
                            .mapToDouble(binding -> Math.max(0, binding.utilisation() - 1))
                            .sum();
        }
        return new Outcome(quarters, value);
    }

    private double yieldOf(String classAndPriority) {
        String name = classAndPriority.substring(0, classAndPriority.lastIndexOf('/'));
        return yieldByClass.getOrDefault(name, 0.0);
    }

    /// Diagnoses a report of each class makes on average, by what is ordered in the first year.
    private static Map<String, Double> yieldByClass(ServiceScenario scenario) {
        Map<String, double[]> sums = new HashMap<>();
        for (TestDemand demand : scenario.demand()) {
            GenomicTest test = scenario.test(demand.test());
            double[] sum = sums.computeIfAbsent(test.reportingClass(), _ -> new double[2]);
            for (GenomicTest.Yield yield : test.yields()) {
                if (yield.indicationGroup().equals(demand.indicationGroup())) {
                    sum[0] += demand.shareOfTests().value() * yield.diagnosisShare().value();
                }
            }
            sum[1] += demand.shareOfTests().value();
        }
        Map<String, Double> yields = new HashMap<>();
        sums.forEach((name, sum) -> yields.put(name, sum[1] == 0 ? 0 : sum[0] / sum[1]));
        return yields;
    }
}
