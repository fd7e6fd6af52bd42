package org.opengms.planning.solver;

import com.google.ortools.Loader;
import com.google.ortools.init.OrToolsVersion;
import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPObjective;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPSolverParameters;
import com.google.ortools.linearsolver.MPVariable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Google OR-Tools: GLOP for linear programs, SCIP where variables must be whole.
final class OrToolsSolver implements LinearSolver {
    /// Loads the native library, once for the process. The loader alone may return without having
    /// loaded anything, so the library is asked for its version.
    ///
    /// @throws UnsatisfiedLinkError and other errors and exceptions where it cannot be unpacked or
    ///   loaded
    static OrToolsSolver load() {
        Loader.loadNativeLibraries();
        return new OrToolsSolver(OrToolsVersion.getVersionString());
    }

    private final String version;

    private OrToolsSolver(String version) {
        this.version = version;
    }

    @Override
    public String name() {
        return "OR-Tools " + version;
    }

    @Override
    public Solution solve(LinearProblem problem, SolverLimits limits) {
        return solved(problem, limits, null);
    }

    @Override
    public Solution solve(LinearProblem problem, SolverLimits limits, double[] start) {
        return FromStart.notWorse(problem, solved(problem, limits, start), start);
    }

    private static Solution solved(
            LinearProblem problem, SolverLimits limits, double @Nullable [] start) {
        String engine = problem.hasIntegers() ? "SCIP" : "GLOP";
        MPSolver solver = MPSolver.createSolver(engine);
        if (solver == null) {
            throw new IllegalStateException("OR-Tools was built without " + engine);
        }
        try {
            return new Run(problem, solver, "OR-Tools " + engine).solve(limits, start);
        } finally {
            solver.delete();
        }
    }

    /// One problem in native memory.
    private static final class Run {
        private final LinearProblem problem;
        private final MPSolver solver;
        private final String name;
        private final MPVariable[] variables;
        private final MPConstraint[] rows;
        private final MPObjective objective;

        Run(LinearProblem problem, MPSolver solver, String name) {
            this.problem = problem;
            this.solver = solver;
            this.name = name;
            variables = new MPVariable[problem.variables()];
            objective = solver.objective();
            for (int j = 0; j < variables.length; j++) {
                variables[j] =
                        solver.makeVar(
                                problem.lower(j), problem.upper(j), problem.isInteger(j), "");
                objective.setCoefficient(variables[j], problem.objective(j));
            }
            objective.setOptimizationDirection(problem.sense() == LinearProblem.Sense.MAXIMISE);
            rows = new MPConstraint[problem.rows()];
            for (int i = 0; i < rows.length; i++) {
                rows[i] = solver.makeConstraint(problem.rowLower(i), problem.rowUpper(i));
                for (int t = problem.firstTerm(i); t < problem.firstTerm(i + 1); t++) {
                    MPVariable variable = variables[problem.termVariable(t)];
                    rows[i].setCoefficient(
                            variable,
                            rows[i].getCoefficient(variable) + problem.termCoefficient(t));
                }
            }
        }

        Solution solve(SolverLimits limits, double @Nullable [] start) {
            long end = System.nanoTime() + limits.time().toNanos();
            if (start != null && problem.hasIntegers()) {
                solver.setHint(variables, start);
            }
            MPSolver.ResultStatus status = run(limits, end, true);
            if (status == MPSolver.ResultStatus.ABNORMAL && !problem.hasIntegers()) {
                status = run(limits, end, false);
            }
            return switch (status) {
                case OPTIMAL -> found(Solution.Status.OPTIMAL);
                case FEASIBLE -> found(Solution.Status.FEASIBLE);
                case UNBOUNDED -> without(Solution.Status.UNBOUNDED);
                case INFEASIBLE -> infeasibleOrUnbounded(limits, end);
                case ABNORMAL, NOT_SOLVED -> without(Solution.Status.UNKNOWN);
                case MODEL_INVALID ->
                        throw new IllegalStateException(name + " finds the problem malformed");
            };
        }

        /// GLOP and SCIP say infeasible where presolving alone saw that there is no optimum
        /// (google/or-tools#3319). Without an objective the question is feasibility alone.
        private Solution infeasibleOrUnbounded(SolverLimits limits, long end) {
            objective.clear();
            return switch (run(limits, end, true)) {
                case OPTIMAL, FEASIBLE -> without(Solution.Status.UNBOUNDED);
                case INFEASIBLE -> without(Solution.Status.INFEASIBLE);
                case UNBOUNDED, ABNORMAL, NOT_SOLVED, MODEL_INVALID ->
                        without(Solution.Status.UNKNOWN);
            };
        }

        private MPSolver.ResultStatus run(SolverLimits limits, long end, boolean presolve) {
            solver.setTimeLimit(Math.max(1, (end - System.nanoTime()) / 1_000_000));
            try (ParametersScope scope = new ParametersScope()) {
                MPSolverParameters parameters = scope.parameters;
                parameters.setDoubleParam(
                        MPSolverParameters.DoubleParam.RELATIVE_MIP_GAP, limits.relativeGap());
                parameters.setIntegerParam(
                        MPSolverParameters.IntegerParam.PRESOLVE,
                        presolve
                                ? MPSolverParameters.PresolveValues.PRESOLVE_ON.swigValue()
                                : MPSolverParameters.PresolveValues.PRESOLVE_OFF.swigValue());
                return solver.solve(parameters);
            }
        }

        private Solution found(Solution.Status status) {
            double[] values = new double[variables.length];
            Arrays.setAll(
                    values,
                    j ->
                            problem.isInteger(j)
                                    ? Math.rint(variables[j].solutionValue())
                                    : variables[j].solutionValue());
            boolean linear = !problem.hasIntegers();
            double[] duals =
                    linear && status == Solution.Status.OPTIMAL
                            ? Arrays.stream(rows).mapToDouble(MPConstraint::dualValue).toArray()
                            : new double[0];
            double value = problem.objectiveOf(values);
            double bound;
            if (!linear) {
                bound = objective.bestBound();
            } else if (status == Solution.Status.OPTIMAL) {
                bound = value;
            } else {
                bound = Solution.without(status, problem, name).bound();
            }
            return Solution.found(status, values, value, bound, duals, name);
        }

        private Solution without(Solution.Status status) {
            return Solution.without(status, problem, name);
        }
    }

    /// Frees the parameters' native memory.
    private static final class ParametersScope implements AutoCloseable {
        final MPSolverParameters parameters = new MPSolverParameters();

        @Override
        public void close() {
            parameters.delete();
        }
    }
}
