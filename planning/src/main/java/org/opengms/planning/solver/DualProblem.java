package org.opengms.planning.solver;

import java.util.Arrays;

/// The dual of a linear program, from whose values the prices of the rows are read: for each bound
/// of a row or a variable a price of at least 0, such that the prices cover what each variable
/// gains, at the least cost.
final class DualProblem {
    private static final int NONE = -1;

    private final LinearProblem primal;

    /// 1 where the primal maximises, −1 where it minimises and is turned round.
    private final double sign;

    private final int[] atUpper;
    private final int[] atLower;
    final LinearProblem problem;

    DualProblem(LinearProblem primal) {
        this.primal = primal;
        sign = primal.sense() == LinearProblem.Sense.MAXIMISE ? 1 : -1;
        LinearProblem.Builder dual = new LinearProblem.Builder(LinearProblem.Sense.MINIMISE);
        atUpper = new int[primal.rows()];
        atLower = new int[primal.rows()];
        for (int i = 0; i < primal.rows(); i++) {
            atUpper[i] = price(dual, primal.rowUpper(i));
            atLower[i] = price(dual, -primal.rowLower(i));
        }
        int[] variableAtUpper = new int[primal.variables()];
        int[] variableAtLower = new int[primal.variables()];
        for (int j = 0; j < primal.variables(); j++) {
            variableAtUpper[j] = price(dual, primal.upper(j));
            variableAtLower[j] = price(dual, -primal.lower(j));
        }
        Columns columns = new Columns(primal);
        for (int j = 0; j < primal.variables(); j++) {
            dual.row(sign * primal.objective(j), sign * primal.objective(j));
            add(dual, variableAtUpper[j], 1);
            add(dual, variableAtLower[j], -1);
            for (int k = columns.start[j]; k < columns.start[j + 1]; k++) {
                add(dual, atUpper[columns.row[k]], columns.coefficient[k]);
                add(dual, atLower[columns.row[k]], -columns.coefficient[k]);
            }
        }
        problem = dual.build();
    }

    /// The price of each row of the primal.
    double[] prices(Solution solution) {
        double[] prices = new double[primal.rows()];
        Arrays.setAll(
                prices, i -> sign * (value(solution, atUpper[i]) - value(solution, atLower[i])));
        return prices;
    }

    private static int price(LinearProblem.Builder dual, double bound) {
        return Double.isInfinite(bound) ? NONE : dual.variable(0, Double.POSITIVE_INFINITY, bound);
    }

    private static void add(LinearProblem.Builder dual, int variable, double coefficient) {
        if (variable != NONE) {
            dual.term(variable, coefficient);
        }
    }

    private static double value(Solution solution, int variable) {
        return variable == NONE ? 0 : solution.value(variable);
    }

    /// The terms by variable.
    private static final class Columns {
        final int[] start;
        final int[] row;
        final double[] coefficient;

        Columns(LinearProblem problem) {
            int terms = problem.firstTerm(problem.rows());
            start = new int[problem.variables() + 1];
            row = new int[terms];
            coefficient = new double[terms];
            for (int t = 0; t < terms; t++) {
                start[problem.termVariable(t) + 1]++;
            }
            Arrays.parallelPrefix(start, Integer::sum);
            int[] next = start.clone();
            for (int i = 0; i < problem.rows(); i++) {
                for (int t = problem.firstTerm(i); t < problem.firstTerm(i + 1); t++) {
                    int at = next[problem.termVariable(t)]++;
                    row[at] = i;
                    coefficient[at] = problem.termCoefficient(t);
                }
            }
        }
    }
}
