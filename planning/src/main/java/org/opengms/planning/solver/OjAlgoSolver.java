package org.opengms.planning.solver;

import java.math.BigDecimal;
import java.util.Arrays;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;

/// ojAlgo, in plain Java: for machines on which OR-Tools does not load. Measured on the routing
/// problem of 11 761 variables about ten times as slow as OR-Tools' GLOP. A gap asked for is not
/// used: it searches for the optimum until time runs out.
final class OjAlgoSolver implements LinearSolver {
    private static final String NAME = "ojAlgo";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Solution solve(LinearProblem problem, SolverLimits limits) {
        long end = System.nanoTime() + limits.time().toNanos();
        if (!problem.hasIntegers()) {
            return priced(problem, end);
        }
        // ojAlgo's own search for whole numbers was seen to call feasible problems infeasible,
        // about one in two hundred
        // of those that the tests draw, and does not tell its bound.
        return new BranchAndBound(problem, limits, end, part -> linear(part, end)).solve(NAME);
    }

    @Override
    public Solution solve(LinearProblem problem, SolverLimits limits, double[] start) {
        return FromStart.notWorse(problem, solve(problem, limits), start);
    }

    /// ojAlgo's own prices are those of the problem that its presolving leaves, so the dual is
    /// solved beside the problem.
    private static Solution priced(LinearProblem problem, long end) {
        Solution found = linear(problem, end);
        if (found.status() != Solution.Status.OPTIMAL) {
            return found;
        }
        DualProblem dual = new DualProblem(problem);
        Solution prices = linear(dual.problem, end);
        return prices.status() == Solution.Status.OPTIMAL
                ? Solution.found(
                        Solution.Status.OPTIMAL,
                        found.values(),
                        found.objective(),
                        found.bound(),
                        dual.prices(prices),
                        NAME)
                : found;
    }

    private static Solution linear(LinearProblem problem, long end) {
        Model model = new Model(problem, end);
        Optimisation.Result result = model.run();
        return switch (result.getState()) {
            case OPTIMAL, DISTINCT -> {
                double[] values = model.values(result);
                double objective = problem.objectiveOf(values);
                yield Solution.found(
                        Solution.Status.OPTIMAL, values, objective, objective, new double[0], NAME);
            }
            case UNBOUNDED, INFEASIBLE, INVALID -> {
                // Its presolving may say either where both could be (optimatika/ojAlgo#69).
                Optimisation.Result bare = new Model(problem.withoutObjective(), end).run();
                yield Solution.without(
                        bare.getState().isFeasible()
                                ? Solution.Status.UNBOUNDED
                                : Solution.Status.INFEASIBLE,
                        problem,
                        NAME);
            }
            case FEASIBLE, APPROXIMATE, FAILED, UNEXPLORED, VALID ->
                    Solution.without(Solution.Status.UNKNOWN, problem, NAME);
        };
    }

    /// One problem as ojAlgo holds it.
    private static final class Model {
        private final LinearProblem problem;
        final ExpressionsBasedModel model = new ExpressionsBasedModel();

        Model(LinearProblem problem, long end) {
            this.problem = problem;
            long milliseconds = Math.max(1, (end - System.nanoTime()) / 1_000_000);
            model.options.time_abort = milliseconds;
            model.options.time_suffice = milliseconds;
            for (int j = 0; j < problem.variables(); j++) {
                Variable variable = model.addVariable("x" + j);
                if (Double.isFinite(problem.lower(j))) {
                    variable.lower(BigDecimal.valueOf(problem.lower(j)));
                }
                if (Double.isFinite(problem.upper(j))) {
                    variable.upper(BigDecimal.valueOf(problem.upper(j)));
                }
                variable.weight(BigDecimal.valueOf(problem.objective(j)));
            }
            for (int i = 0; i < problem.rows(); i++) {
                Expression row = model.addExpression("r" + i);
                for (int t = problem.firstTerm(i); t < problem.firstTerm(i + 1); t++) {
                    row.add(
                            problem.termVariable(t),
                            BigDecimal.valueOf(problem.termCoefficient(t)));
                }
                if (Double.isFinite(problem.rowLower(i))) {
                    row.lower(BigDecimal.valueOf(problem.rowLower(i)));
                }
                if (Double.isFinite(problem.rowUpper(i))) {
                    row.upper(BigDecimal.valueOf(problem.rowUpper(i)));
                }
            }
        }

        Optimisation.Result run() {
            return switch (problem.sense()) {
                case MAXIMISE -> model.maximise();
                case MINIMISE -> model.minimise();
            };
        }

        double[] values(Optimisation.Result result) {
            double[] values = new double[problem.variables()];
            Arrays.setAll(values, result::doubleValue);
            return values;
        }
    }
}
