package org.opengms.planning.rollout;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.opengms.planning.network.FluidLoad;
import org.opengms.planning.network.NetworkModel;
import org.opengms.planning.network.ReplicationDraw;
import org.opengms.planning.network.ServiceScenario;

/// The second step of a plan: a search in its neighbourhood on a surrogate of the simulation, the
/// compiled network's fluid load at the values of all quantities, with its growth near saturation.
/// An option is begun a quarter earlier or later everywhere it is begun, while the money allows and
/// as long as the surrogate falls. It screens; it never certifies.
final class SurrogateSearch {
    private final ServiceScenario scenario;
    private final InvestmentCatalogue catalogue;
    private final List<Long> budgetPence;

    SurrogateSearch(
            ServiceScenario scenario, InvestmentCatalogue catalogue, List<Long> budgetPence) {
        this.scenario = scenario;
        this.catalogue = catalogue;
        this.budgetPence = budgetPence;
    }

    /// How congested a plan leaves the service after its ramp: over stations and quarters, what
    /// waits in units of its longest target, and for stations that keep up, `ρ/(1 − ρ)` above what
    /// a utilisation of 0.85 gives, in hundredths: the way in which waiting grows in Kingman's and
    /// Erlang's formulas.
    double congestion(RolloutPlan plan) {
        FluidLoad load =
                FluidLoad.of(
                        NetworkModel.compile(
                                        scenario,
                                        catalogue.changesInTime(scenario, plan),
                                        ReplicationDraw.fixed(1, 0))
                                .model());
        double sum = 0;
        double calm = 0.85 / 0.15;
        for (FluidLoad.Load each : load.loads()) {
            if (each.quarter() < scenario.serviceLevels().rampQuarters() || each.offered() <= 0) {
                continue;
            }
            if (each.waitingHours() > 0) {
                sum += Math.min(100, each.waitingHours() / Math.max(1, each.longestTargetHours()));
            }
            double rho = Math.min(0.995, each.utilisation());
            sum += Math.max(0, rho / (1 - rho) - calm) / 100;
        }
        return sum;
    }

    /// Searches.
    ///
    /// @param evaluations of the surrogate at most
    RolloutPlan improved(RolloutPlan plan, int evaluations) {
        RolloutPlan best = plan;
        double least = congestion(plan);
        int left = evaluations - 1;
        boolean better = true;
        while (better && left > 0 && least > 0) {
            better = false;
            for (String option : options(best)) {
                for (int by = -1; by <= 1 && left > 0; by += 2) {
                    RolloutPlan moved = moved(best, option, by);
                    if (moved.equals(best) || !isAffordable(moved)) {
                        continue;
                    }
                    left--;
                    double congestion = congestion(moved);
                    if (congestion < least - 1e-9) {
                        best = moved;
                        least = congestion;
                        better = true;
                        break;
                    }
                }
            }
        }
        return best;
    }

    private static Set<String> options(RolloutPlan plan) {
        Set<String> options = new TreeSet<>();
        for (Investment investment : plan.investments()) {
            if (!investment.hasConfirmedMoney()) {
                options.add(kind(investment));
            }
        }
        return options;
    }

    private static String kind(Investment investment) {
        int colon = investment.option().indexOf(':');
        return colon < 0 ? investment.option() : investment.option().substring(0, colon);
    }

    private RolloutPlan moved(RolloutPlan plan, String option, int by) {
        List<Investment> investments = new ArrayList<>();
        for (Investment investment : plan.investments()) {
            int start = investment.startQuarter() + by;
            boolean moves =
                    kind(investment).equals(option)
                            && !investment.hasConfirmedMoney()
                            && start >= 0
                            && start < scenario.quarters();
            investments.add(moves ? investment.beginning(start) : investment);
        }
        return RolloutPlan.of(plan.id(), plan.title(), investments);
    }

    private boolean isAffordable(RolloutPlan plan) {
        List<Long> spending = catalogue.spendingPence(scenario, plan);
        for (int t = 0; t < spending.size(); t++) {
            if (spending.get(t) > budgetPence.get(t)) {
                return false;
            }
        }
        return true;
    }
}
