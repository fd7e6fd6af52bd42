package org.opengms.planning.workforce;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.opengms.planning.network.GenomicTest;
import org.opengms.planning.network.OrderingSite;
import org.opengms.planning.network.ReplicationDraw;
import org.opengms.planning.network.ServiceScenario;
import org.opengms.planning.network.TestDemand;

/// How much is asked for in a world, by test and quarter; growth and the roll-out's steps in it.
/// Tests that are not offered everywhere count as if they were.
final class Workload {
    private final WorkforcePlan plan;
    private final ServiceScenario scenario;
    private final ReplicationDraw draw;
    private final Map<String, double[]> perYear = new HashMap<>();

    /// @param draw the world; the same growth as the simulation of the network has in it
    Workload(WorkforcePlan plan, ServiceScenario scenario, ReplicationDraw draw) {
        this.plan = plan;
        this.scenario = scenario;
        this.draw = draw;
        double tests = draw.of(scenario.testsPerYear(), "testsPerYear");
        double shares = 0;
        for (TestDemand demand : scenario.demand()) {
            shares += draw.of(demand.shareOfTests(), place(demand) + "shareOfTests");
        }
        for (TestDemand demand : scenario.demand()) {
            double share = draw.of(demand.shareOfTests(), place(demand) + "shareOfTests") / shares;
            double growth = draw.of(demand.growthPerYear(), place(demand) + "growthPerYear");
            double[] of = of(demand.test());
            for (int q = 0; q < of.length; q++) {
                of[q] += tests * share * Math.pow(1 + growth, (q + 0.5) * PostFlow.YEARS - 0.5);
            }
        }
        for (int i = 0; i < plan.demandSteps().size(); i++) {
            WorkforcePlan.DemandStep step = plan.demandSteps().get(i);
            double more = step(draw, i, step);
            double[] of = of(step.test());
            for (int q = 0; q < of.length; q++) {
                of[q] += more * partAfter(step.date(), q);
            }
        }
    }

    /// Tests a year that a step adds in a world.
    static double step(ReplicationDraw draw, int index, WorkforcePlan.DemandStep step) {
        return StaffWorld.drawn(
                draw, step.testsPerYear(), "demandSteps", String.valueOf(index), "testsPerYear");
    }

    private static String place(TestDemand demand) {
        return "demand/" + demand.test() + "/" + demand.indicationGroup() + "/";
    }

    private double[] of(String test) {
        return perYear.computeIfAbsent(test, _ -> new double[plan.quarters()]);
    }

    /// The part of a quarter that lies after a day.
    private double partAfter(LocalDate date, int quarter) {
        double days = date.toEpochDay() - plan.quarterStart(quarter).toEpochDay();
        return 1 - Math.max(0, Math.min(1, days / ServiceScenario.QUARTER_DAYS));
    }

    /// Tests a year at a quarter's pace.
    ///
    /// @param tests their ids; empty for all
    double testsPerYear(java.util.List<String> tests, int quarter) {
        double sum = 0;
        for (String test : tests.isEmpty() ? perYear.keySet().stream().sorted().toList() : tests) {
            sum += of(test)[quarter];
        }
        return sum;
    }

    /// Hours of interpretation a year that a laboratory's sites ask of a competence, averaged over
    /// the plan.
    double hoursPerYear(String laboratory, String competence) {
        double weights = 0;
        double own = 0;
        for (OrderingSite site : scenario.sites()) {
            weights += site.demandWeight();
            own += site.laboratory().equals(laboratory) ? site.demandWeight() : 0;
        }
        double hours = 0;
        for (GenomicTest test : scenario.tests()) {
            if (test.competence().equals(competence)) {
                double tests = 0;
                for (double inQuarter : of(test.id())) {
                    tests += inQuarter / plan.quarters();
                }
                hours +=
                        tests
                                * draw.of(
                                        test.interpretationHours(),
                                        "tests/" + test.id() + "/interpretationHours");
            }
        }
        return weights == 0 ? 0 : hours * own / weights;
    }
}
