package org.opengms.planning.solver;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The search for whole numbers over a solver of linear programs: the most promising part of the
/// problem is taken, then followed down to whole numbers before the next is taken. For small
/// problems.
final class BranchAndBound {
    /// The most by which a whole number may be missed, as usual among such solvers.
    private static final double WHOLE = 1e-6;

    private final LinearProblem problem;
    private final LinearProblem relaxed;
    private final double sign;
    private final SolverLimits limits;
    private final long end;
    private final Function<LinearProblem, Solution> linear;
    private final PriorityQueue<Part> open =
            new PriorityQueue<>(Comparator.comparingDouble(part -> -part.bound));
    private double best = Double.NEGATIVE_INFINITY;
    private double @Nullable [] bestValues;

    /// @param end by [System#nanoTime]
    /// @param linear solves a problem without whole numbers by that time
    BranchAndBound(
            LinearProblem problem,
            SolverLimits limits,
            long end,
            Function<LinearProblem, Solution> linear) {
        this.problem = problem;
        this.relaxed = problem.relaxed();
        this.sign = problem.sense() == LinearProblem.Sense.MAXIMISE ? 1 : -1;
        this.limits = limits;
        this.end = end;
        this.linear = linear;
    }

    /// Part of the problem: the bounds of its variables, and what it can reach at most, turned so
    /// that more is better.
    private static final class Part {
        final double[] lower;
        final double[] upper;
        final double bound;

        Part(double[] lower, double[] upper, double bound) {
            this.lower = lower;
            this.upper = upper;
            this.bound = bound;
        }
    }

    Solution solve(String name) {
        double[] lower = new double[problem.variables()];
        double[] upper = new double[problem.variables()];
        for (int j = 0; j < lower.length; j++) {
            boolean whole = problem.isInteger(j);
            lower[j] = whole ? Math.ceil(problem.lower(j) - WHOLE) : problem.lower(j);
            upper[j] = whole ? Math.floor(problem.upper(j) + WHOLE) : problem.upper(j);
            if (lower[j] > upper[j]) {
                return Solution.without(Solution.Status.INFEASIBLE, problem, name);
            }
        }
        Solution root = linear.apply(relaxed.withBounds(lower, upper));
        if (!root.hasValues()) {
            return Solution.without(root.status(), problem, name);
        }
        open.add(new Part(lower, upper, sign * root.bound()));
        double unfinished = Double.NEGATIVE_INFINITY;
        while (!open.isEmpty() && System.nanoTime() < end && !isNearEnough(open.element().bound)) {
            unfinished = Math.max(unfinished, follow(open.remove()));
        }
        double bound = unfinished;
        if (!open.isEmpty()) {
            bound = Math.max(bound, open.element().bound);
        }
        bound = Math.max(bound, best);
        if (bestValues == null) {
            return Double.isInfinite(bound)
                    ? Solution.without(Solution.Status.INFEASIBLE, problem, name)
                    : Solution.without(Solution.Status.UNKNOWN, problem, name);
        }
        return Solution.found(
                isNearEnough(bound) ? Solution.Status.OPTIMAL : Solution.Status.FEASIBLE,
                bestValues,
                sign * best,
                sign * bound,
                new double[0],
                name);
    }

    private boolean isNearEnough(double bound) {
        return bound - best <= Math.max(1e-9, limits.relativeGap()) * Math.max(1, Math.abs(bound));
    }

    /// Follows a part down, leaving the other branches open.
    ///
    /// @return the bound of what time did not suffice to look at
    private double follow(Part first) {
        Deque<Part> down = new ArrayDeque<>();
        down.push(first);
        while (!down.isEmpty()) {
            Part part = down.pop();
            if (System.nanoTime() >= end) {
                return part.bound;
            }
            Solution solution = linear.apply(relaxed.withBounds(part.lower, part.upper));
            if (solution.status() == Solution.Status.INFEASIBLE) {
                continue;
            }
            if (!solution.hasValues()) {
                return part.bound;
            }
            double bound = Math.min(part.bound, sign * solution.objective());
            if (isNearEnough(bound)) {
                continue;
            }
            int split = mostFractional(solution);
            if (split < 0) {
                take(solution);
                continue;
            }
            double value = solution.value(split);
            double[] below = part.upper.clone();
            below[split] = Math.floor(value);
            double[] above = part.lower.clone();
            above[split] = Math.floor(value) + 1;
            Part lesser = new Part(part.lower, below, bound);
            Part greater = new Part(above, part.upper, bound);
            boolean up = value - Math.floor(value) >= 0.5;
            down.push(up ? greater : lesser);
            open.add(up ? lesser : greater);
        }
        return Double.NEGATIVE_INFINITY;
    }

    private int mostFractional(Solution solution) {
        int most = -1;
        double distance = WHOLE;
        for (int j = 0; j < problem.variables(); j++) {
            if (problem.isInteger(j)) {
                double off = Math.abs(solution.value(j) - Math.rint(solution.value(j)));
                if (off > distance) {
                    distance = off;
                    most = j;
                }
            }
        }
        return most;
    }

    private void take(Solution solution) {
        double[] values = solution.values();
        for (int j = 0; j < values.length; j++) {
            if (problem.isInteger(j)) {
                values[j] = Math.rint(values[j]);
            }
        }
        double objective = sign * problem.objectiveOf(values);
        if (objective > best && problem.violation(values) < 1e-5) {
            best = objective;
            bestValues = values;
        }
    }
}
