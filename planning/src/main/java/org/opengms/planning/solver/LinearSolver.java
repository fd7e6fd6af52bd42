package org.opengms.planning.solver;

/// What solves linear programs. Solvers may be used by several threads at once.
public interface LinearSolver {
    /// Its name, as reports tell it.
    String name();

    /// Solves a problem.
    ///
    /// @param limits when to stop
    Solution solve(LinearProblem problem, SolverLimits limits);

    /// Solves a problem, beginning from values that are known to hold it, where the solver can make
    /// use of them. The solution is never worse than they are.
    ///
    /// @param limits when to stop
    /// @param start values by variable
    Solution solve(LinearProblem problem, SolverLimits limits, double[] start);
}
