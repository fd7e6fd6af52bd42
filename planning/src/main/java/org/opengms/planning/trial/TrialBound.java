package org.opengms.planning.trial;

import java.util.ArrayList;
import java.util.List;
import org.opengms.planning.solver.LinearProblem;
import org.opengms.planning.solver.LinearSolver;
import org.opengms.planning.solver.Solution;
import org.opengms.planning.solver.SolverLimits;

/// What no policy can better: a linear program that knows every request, every capacity and every
/// mishap beforehand, and is free of time.
///
/// Its variables are how many requests of a region, class and number of genomes to repeat are
/// served at a laboratory; its rows say that no more are served than arrived, and that no
/// laboratory uses more genomes or hours than it had over the whole time. Whatever a policy does
/// gives values that hold these rows, so its on-time value is at most the program's: each report on
/// time needs its genomes, those sequenced again included, and its hours, within the time; a flow
/// cell that starts unfilled, work on what is cancelled later, waiting, transfers' days and the
/// target only take from a policy what the program may keep. A request that is to be cancelled
/// counts as if it were not where a report could have come before, and cannot be served where none
/// could. Yields are the true ones.
final class TrialBound {
    private TrialBound() {}

    /// The bound on the on-time value of any policy.
    ///
    /// @throws IllegalStateException if the solver does not solve it
    static double of(TrialWorld world, LinearSolver solver) {
        TrialSettings settings = world.settings;
        int labs = settings.regions();
        int classes = settings.classes();
        int mishaps = 4;
        int[][][] demand = new int[labs][classes][mishaps];
        for (int day = 0; day < settings.days(); day++) {
            for (int request = world.firstOfDay[day];
                    request < world.firstOfDay[day + 1];
                    request++) {
                int cancelled = world.cancelledAfter[request];
                if (cancelled == 0 || cancelled > settings.leastDaysToInterpretation()) {
                    demand[world.region[request]][world.kind[request]][
                            world.failedGenomes[request]]++;
                }
            }
        }
        LinearProblem.Builder program = new LinearProblem.Builder(LinearProblem.Sense.MAXIMISE);
        record Flow(int variable, int lab, int genomes, double hours) {}
        List<Flow> flows = new ArrayList<>();
        for (int g = 0; g < labs; g++) {
            for (int k = 0; k < classes; k++) {
                for (int m = 0; m < mishaps; m++) {
                    if (demand[g][k][m] == 0) {
                        continue;
                    }
                    int first = flows.size();
                    for (int l = 0; l < labs; l++) {
                        double gain = world.benefit[k] - (l == g ? 0 : settings.transferCost());
                        int variable = program.variable(0, Double.POSITIVE_INFINITY, gain);
                        flows.add(new Flow(variable, l, world.genomes[k] + m, world.hours[k]));
                    }
                    program.row(0, demand[g][k][m]);
                    for (Flow flow : flows.subList(first, flows.size())) {
                        program.term(flow.variable(), 1);
                    }
                }
            }
        }
        for (int l = 0; l < labs; l++) {
            program.row(0, sum(world.genomeCapacity[l]));
            for (Flow flow : flows) {
                if (flow.lab() == l) {
                    program.term(flow.variable(), flow.genomes());
                }
            }
            program.row(0, sum(world.hourCapacity[l]));
            for (Flow flow : flows) {
                if (flow.lab() == l) {
                    program.term(flow.variable(), flow.hours());
                }
            }
        }
        Solution solution = solver.solve(program.build(), SolverLimits.seconds(120));
        if (solution.status() != Solution.Status.OPTIMAL) {
            throw new IllegalStateException(
                    "the bound of seed %d is %s".formatted(world.seed, solution.status()));
        }
        return solution.bound();
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
