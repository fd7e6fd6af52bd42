package org.opengms.planning.trial;

import java.util.ArrayList;
import java.util.List;
import org.opengms.planning.solver.LinearProblem;
import org.opengms.planning.solver.LinearSolver;
import org.opengms.planning.solver.Solution;
import org.opengms.planning.solver.SolverLimits;
import org.opengms.planning.trial.TrialSettings.Features;

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
            program.row(0, usableGenomes(world, l));
            for (Flow flow : flows) {
                if (flow.lab() == l) {
                    program.term(flow.variable(), flow.genomes());
                }
            }
            program.row(0, usableHours(world, l));
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

    /// Genomes from the first day on which a library can be ready to the last on which a run can
    /// start and still be reported; and of the days before, what a sequencer can save up.
    private static double usableGenomes(TrialWorld world, int lab) {
        Features features = world.settings.features();
        int first = features.preparationDays();
        int end = world.settings.days() - features.reportingDays() - features.sequencingDays();
        double saved = Math.min(sum(world.genomeCapacity[lab], 0, first), features.cellGenomes());
        return saved + sum(world.genomeCapacity[lab], first, end);
    }

    /// Hours from the first day on which a case can be interpreted to the last on which its report
    /// can still come out.
    private static double usableHours(TrialWorld world, int lab) {
        return sum(
                world.hourCapacity[lab],
                world.settings.leastDaysToInterpretation(),
                world.settings.days() - world.settings.features().reportingDays());
    }

    private static double sum(double[] values, int first, int end) {
        double sum = 0;
        for (int day = first; day < end; day++) {
            sum += values[day];
        }
        return sum;
    }
}
