package org.opengms.planning.trial;

import java.util.ArrayList;
import java.util.List;
import org.opengms.planning.solver.LinearProblem;
import org.opengms.planning.solver.LinearSolver;
import org.opengms.planning.solver.Solution;
import org.opengms.planning.solver.SolverLimits;

/// Every Monday a linear program of the week's expected requests and expected capacity, less or
/// more by what the queue is above or below a week's work; its answer is kept as shares of each
/// region and class by laboratory. A request is refused where its laboratory has more days of work
/// than the target leaves.
final class WeeklyProgramPolicy implements TrialPolicy {
    /// Days of work that each queue is held at, and above which nothing is admitted.
    private static final double HELD_DAYS = 14;

    private static final double MOST_DAYS = 30;

    private final TrialWorld world;
    private final LinearSolver solver;
    private final int labs;
    private final double[][][] share;
    private final double[][][] credit;

    WeeklyProgramPolicy(TrialWorld world, LinearSolver solver) {
        this.world = world;
        this.solver = solver;
        this.labs = world.settings.regions();
        share = new double[labs][world.settings.classes()][labs];
        credit = new double[labs][world.settings.classes()][labs];
    }

    @Override
    public void startOfDay(TrialRun run) {
        if (run.day() % 7 == 0) {
            plan(run);
        }
    }

    private void plan(TrialRun run) {
        TrialSettings settings = world.settings;
        double demand = 0;
        for (int ahead = 0; ahead < 7; ahead++) {
            demand += TrialWorld.demandFactor(run.day() + ahead);
        }
        record Flow(int variable, int region, int kind, int lab) {}
        List<Flow> flows = new ArrayList<>();
        LinearProblem.Builder program = new LinearProblem.Builder(LinearProblem.Sense.MAXIMISE);
        for (int g = 0; g < labs; g++) {
            for (int k = 0; k < settings.classes(); k++) {
                int first = flows.size();
                for (int l = 0; l < labs; l++) {
                    double gain = world.believedBenefit[k] - (l == g ? 0 : settings.transferCost());
                    flows.add(
                            new Flow(program.variable(0, Double.POSITIVE_INFINITY, gain), g, k, l));
                }
                program.row(0, world.meanRequests[g][k] * demand);
                for (Flow flow : flows.subList(first, flows.size())) {
                    program.term(flow.variable(), 1);
                }
            }
        }
        double step = TrialWorld.capacityStep(run.day());
        for (int l = 0; l < labs; l++) {
            double genomeDay = world.meanGenomes[l] * step * world.genomeFactor[l][run.day()];
            double hourDay = world.meanHours[l] * step * world.hourFactor[l][run.day()];
            program.row(0, Math.max(0, (7 + HELD_DAYS) * genomeDay - run.openGenomes[l]));
            for (Flow flow : flows) {
                if (flow.lab() == l) {
                    program.term(flow.variable(), world.genomes[flow.kind()]);
                }
            }
            program.row(0, Math.max(0, (7 + HELD_DAYS) * hourDay - run.openHours[l]));
            for (Flow flow : flows) {
                if (flow.lab() == l) {
                    program.term(flow.variable(), world.hours[flow.kind()]);
                }
            }
        }
        Solution solution = solver.solve(program.build(), SolverLimits.seconds(30));
        if (!solution.hasValues()) {
            throw new IllegalStateException("the week's program is " + solution.status());
        }
        for (Flow flow : flows) {
            share[flow.region()][flow.kind()][flow.lab()] =
                    solution.value(flow.variable())
                            / (world.meanRequests[flow.region()][flow.kind()] * demand);
        }
    }

    @Override
    public int laboratoryFor(int request, TrialRun run) {
        int g = world.region[request];
        int k = world.kind[request];
        int best = CONVENTIONAL;
        for (int l = 0; l < labs; l++) {
            credit[g][k][l] = Math.min(credit[g][k][l] + share[g][k][l], 30);
            boolean open =
                    run.admits(l)
                            && run.openGenomes[l] <= MOST_DAYS * world.meanGenomes[l]
                            && run.openHours[l] <= MOST_DAYS * world.meanHours[l];
            if (open
                    && credit[g][k][l] >= 1
                    && (best < 0 || credit[g][k][l] > credit[g][k][best])) {
                best = l;
            }
        }
        if (best >= 0) {
            credit[g][k][best]--;
        }
        return best;
    }
}
