package org.opengms.planning.solver;

/// What a solver found.
public final class Solution {
    /// How it ended.
    public enum Status {
        /// The values are best, within the gap asked for.
        OPTIMAL,
        /// The values hold all rows; time ran out before they were shown to be best.
        FEASIBLE,
        /// No values hold all rows.
        INFEASIBLE,
        /// The objective has no end.
        UNBOUNDED,
        /// Time ran out, or the arithmetic failed, before any values were found.
        UNKNOWN
    }

    private final Status status;
    private final double[] values;
    private final double objective;
    private final double bound;
    private final double[] duals;
    private final String solver;

    private Solution(
            Status status,
            double[] values,
            double objective,
            double bound,
            double[] duals,
            String solver) {
        this.status = status;
        this.values = values;
        this.objective = objective;
        this.bound = bound;
        this.duals = duals;
        this.solver = solver;
    }

    static Solution found(
            Status status,
            double[] values,
            double objective,
            double bound,
            double[] duals,
            String solver) {
        return new Solution(status, values, objective, bound, duals, solver);
    }

    static Solution without(Status status, LinearProblem problem, String solver) {
        boolean more = problem.sense() == LinearProblem.Sense.MAXIMISE;
        double open = more ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
        return new Solution(
                status,
                new double[0],
                Double.NaN,
                status == Status.INFEASIBLE ? Double.NaN : open,
                new double[0],
                solver);
    }

    /// How it ended.
    public Status status() {
        return status;
    }

    /// Whether there are values.
    public boolean hasValues() {
        return status == Status.OPTIMAL || status == Status.FEASIBLE;
    }

    /// The value of a variable.
    ///
    /// @throws IllegalStateException if there are none
    public double value(int variable) {
        if (!hasValues()) {
            throw new IllegalStateException("a problem that is " + status + " has no values");
        }
        return values[variable];
    }

    /// The values by variable; empty if there are none.
    public double[] values() {
        return values.clone();
    }

    /// The objective of the values; not a number if there are none.
    public double objective() {
        return objective;
    }

    /// What no values can better: equal to the objective for a linear program solved to the end,
    /// infinite where nothing is known, not a number where no values hold the rows.
    public double bound() {
        return bound;
    }

    /// How far the objective may be from the best, in percent of the bound.
    public double gapPercent() {
        return Gap.percent(objective, bound);
    }

    /// Whether the price of each row is known: for linear programs solved to the end.
    public boolean hasDuals() {
        return duals.length > 0;
    }

    /// The price of a row: by how much the objective changes for each unit by which the row's
    /// binding bound is raised, whichever way the objective is to go.
    ///
    /// @throws IllegalStateException if prices are not known
    public double dual(int row) {
        if (!hasDuals()) {
            throw new IllegalStateException("prices are known for linear programs solved alone");
        }
        return duals[row];
    }

    /// Which solver found it.
    public String solver() {
        return solver;
    }
}
