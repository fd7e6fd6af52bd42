package org.opengms.planning.rollout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.opengms.planning.solver.Gap;
import org.opengms.planning.solver.LinearSolver;
import org.opengms.planning.solver.Solution;
import org.opengms.planning.solver.SolverLimits;

/// The first step of a roll-out plan: the schedule with the most genomes, the earlier the better,
/// within the money of each quarter and the cap on utilisation.
///
/// The solver proves the bound on one processor while annealing, which starts from the rounded
/// relaxation, looks for the plan on another. The solver alone finds poor plans of a nation's size
/// in a minute, annealing alone proves nothing. A screen that the solver ends is the best there is;
/// one that time ends may differ from run to run.
public final class RolloutScreen {
    /// The heat of the first round and those that follow, found by trial on the synthetic nation.
    private static final double[] HEAT = {0.01, 0.003};

    /// A plan this near to the bound, as a part of it, is taken for the best.
    private static final double NEAR_ENOUGH = 1e-5;

    private final LinearSolver solver;
    private final ScreenLimits limits;

    /// @param solver proves the bound
    public RolloutScreen(LinearSolver solver, ScreenLimits limits) {
        this.solver = solver;
        this.limits = limits;
    }

    /// Plans.
    public ScreenResult plan(ScreenProblem problem) {
        long end = System.nanoTime() + limits.time().toNanos();
        ScreenModel model = new ScreenModel(problem);
        ScreenValue exact = new ScreenValue(problem);
        Solution relaxed = solver.solve(model.problem().relaxed(), left(end));
        ScreenPlan start = relaxed.hasValues() ? model.plan(relaxed) : new ScreenPlan(problem);
        double bound = Math.min(relaxed.bound(), everything(problem));
        try (ExecutorService background = Executors.newSingleThreadExecutor()) {
            Future<Solution> proof =
                    background.submit(() -> solver.solve(model.problem(), left(end)));
            ScreenPlan best = annealed(problem, exact, start, proof, end);
            Solution proved = proof.get();
            if (proved.hasValues() && proved.objective() > exact.objective(best)) {
                ScreenPlan solved = model.plan(proved);
                // Rounding may move a plan by the solver's tolerance; what is told must be exact.
                best =
                        exact.isAllowed(solved) && exact.objective(solved) > exact.objective(best)
                                ? solved
                                : best;
            }
            bound = Math.min(bound, proved.bound());
            return result(problem, exact, best, bound, proved);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the screen was interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the solver failed", e.getCause());
        }
    }

    private ScreenPlan annealed(
            ScreenProblem problem,
            ScreenValue exact,
            ScreenPlan start,
            Future<Solution> proof,
            long end) {
        ScreenPlan best = new ScreenPlan(problem);
        ScreenPlan current = start;
        for (int round = 0; round < limits.rounds(); round++) {
            if (System.nanoTime() >= end
                    || (proof.state() == Future.State.SUCCESS
                            && proof.resultNow().status() == Solution.Status.OPTIMAL)) {
                break;
            }
            boolean afresh = round % HEAT.length == 0;
            long now = System.nanoTime();
            // A plan that is cooled slowly is better than several cooled fast.
            long share = limits.rounds() - round == 1 ? end : now + (end - now) * 2 / 3;
            ScreenSearch search =
                    new ScreenSearch(problem, afresh ? start : current, limits.seed() + round);
            current = search.best(limits.movesPerRound(), HEAT[round % HEAT.length], share);
            if (exact.objective(current) > exact.objective(best)) {
                best = current;
            } else if (!afresh) {
                current = best;
            }
        }
        return best;
    }

    private static SolverLimits left(long end) {
        return new SolverLimits(
                Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime())), NEAR_ENOUGH);
    }

    /// The worth of all that sites can ever order: a bound where nothing better is known.
    private static double everything(ScreenProblem problem) {
        double sum = 0;
        for (ScreenProblem.Site site : problem.sites()) {
            for (int t = 0; t < problem.quarters(); t++) {
                double share = t >= site.leadQuarters() ? 1 : site.shareBefore();
                sum += Math.pow(problem.discountPerQuarter(), t) * share * site.genomes().get(t);
            }
        }
        return sum;
    }

    private ScreenResult result(
            ScreenProblem problem,
            ScreenValue exact,
            ScreenPlan plan,
            double bound,
            Solution proved) {
        double objective = exact.objective(plan);
        double least = Math.max(bound, objective);
        double[] genomes = new double[problem.quarters()];
        for (double[] laboratory : exact.made(plan)) {
            Arrays.setAll(genomes, t -> genomes[t] + laboratory[t]);
        }
        return new ScreenResult(
                starts(problem, plan),
                objective,
                least,
                Gap.percent(objective, least),
                Arrays.stream(genomes).boxed().toList(),
                Arrays.stream(exact.spending(plan)).boxed().toList(),
                "annealing; bound by %s, which ended %s".formatted(solver.name(), proved.status()));
    }

    private static List<ScreenResult.Start> starts(ScreenProblem problem, ScreenPlan plan) {
        List<ScreenResult.Start> starts = new ArrayList<>();
        List<ScreenProblem.Addition> additions = problem.additions();
        for (int t = 0; t < problem.quarters(); t++) {
            for (int s = 0; s < plan.siteStart.length; s++) {
                if (plan.siteStart[s] == t) {
                    starts.add(new ScreenResult.Start(problem.sites().get(s).option(), t, 1));
                }
            }
            for (int a = 0; a < plan.units.length; a++) {
                if (plan.units[a][t] > 0) {
                    starts.add(
                            new ScreenResult.Start(additions.get(a).option(), t, plan.units[a][t]));
                }
            }
        }
        return starts;
    }
}
