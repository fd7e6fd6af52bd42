package org.opengms.disclosure.table;

import java.util.List;

/// The least and the greatest value of a variable under Ax = b, x ≥ 0, by the simplex method; in
/// the end with Bland's rule, which cannot cycle. Made for sums of counts: coefficients 1 and −1, a
/// few hundred rows.
final class Simplex {
    /// Of counts of people, which are integers.
    static final double TOLERANCE = 1e-6;

    private static final double ZERO = 1e-9;

    private final int variables;
    private final double[][] rows;
    private final int[] basis;

    /// @param equations coefficients of each variable, then the right side
    /// @throws IllegalArgumentException if nothing fulfils them
    Simplex(List<double[]> equations, int variables) {
        this.variables = variables;
        int m = equations.size();
        double[][] all = new double[m][variables + m + 1];
        int[] first = new int[m];
        for (int i = 0; i < m; i++) {
            double[] equation = equations.get(i);
            double sign = equation[variables] < 0 ? -1 : 1;
            for (int j = 0; j < variables; j++) {
                all[i][j] = sign * equation[j];
            }
            all[i][variables + i] = 1;
            all[i][variables + m] = sign * equation[variables];
            first[i] = variables + i;
        }
        double[] artificial = new double[variables + m];
        for (int i = 0; i < m; i++) {
            artificial[variables + i] = 1;
        }
        double rest = minimum(all, first, artificial);
        if (rest > TOLERANCE) {
            throw new IllegalArgumentException("Nothing fulfils the equations: " + rest);
        }
        // Artificial variables that are still in the basis are 0: put others in their place, or
        // drop the row, which then says nothing that the others do not.
        int kept = 0;
        rows = new double[m][];
        int[] bases = new int[m];
        for (int i = 0; i < m; i++) {
            if (first[i] >= variables) {
                int column = 0;
                while (column < variables && Math.abs(all[i][column]) < 1e-7) {
                    column++;
                }
                if (column == variables) {
                    continue;
                }
                pivot(all, first, i, column);
            }
        }
        for (int i = 0; i < m; i++) {
            if (first[i] < variables) {
                double[] row = new double[variables + 1];
                System.arraycopy(all[i], 0, row, 0, variables);
                row[variables] = all[i][variables + m];
                bases[kept] = first[i];
                rows[kept++] = row;
            }
        }
        basis = java.util.Arrays.copyOf(bases, kept);
    }

    /// The least value that a variable can have.
    double least(int variable) {
        double[] cost = new double[variables];
        cost[variable] = 1;
        return minimum(rows, basis, cost);
    }

    /// The greatest value that a variable can have; infinite if it has no bound.
    double greatest(int variable) {
        double[] cost = new double[variables];
        cost[variable] = -1;
        return -minimum(rows, basis, cost);
    }

    /// Widens bounds of every variable by the solution that was found last.
    void spread(double[] low, double[] high) {
        boolean[] basic = new boolean[variables];
        for (int i = 0; i < basis.length; i++) {
            int variable = basis[i];
            basic[variable] = true;
            double value = rows[i][variables];
            low[variable] = Math.min(low[variable], value);
            high[variable] = Math.max(high[variable], value);
        }
        for (int v = 0; v < variables; v++) {
            if (!basic[v]) {
                low[v] = Math.min(low[v], 0);
            }
        }
    }

    private static double minimum(double[][] rows, int[] basis, double[] cost) {
        int n = cost.length;
        double[] reduced = cost.clone();
        for (int i = 0; i < basis.length; i++) {
            double price = cost[basis[i]];
            if (price != 0) {
                for (int j = 0; j < n; j++) {
                    reduced[j] -= price * rows[i][j];
                }
            }
        }
        int patience = 4 * (rows.length + 8);
        for (int steps = 0; ; steps++) {
            // The steepest way down is the shortest mostly; Bland's rule ends always.
            int enters = steps < patience ? steepest(reduced) : first(reduced);
            if (enters < 0) {
                break;
            }
            int leaves = -1;
            double best = Double.POSITIVE_INFINITY;
            for (int i = 0; i < basis.length; i++) {
                if (rows[i][enters] > ZERO) {
                    double ratio = rows[i][n] / rows[i][enters];
                    if (ratio < best - ZERO
                            || (ratio <= best + ZERO && leaves >= 0 && basis[i] < basis[leaves])) {
                        best = Math.min(best, ratio);
                        leaves = i;
                    }
                }
            }
            if (leaves < 0) {
                return Double.NEGATIVE_INFINITY;
            }
            pivot(rows, basis, leaves, enters);
            double price = reduced[enters];
            for (int j = 0; j < n; j++) {
                reduced[j] -= price * rows[leaves][j];
            }
        }
        double value = 0;
        for (int i = 0; i < basis.length; i++) {
            value += cost[basis[i]] * rows[i][n];
        }
        return value;
    }

    private static int first(double[] reduced) {
        for (int j = 0; j < reduced.length; j++) {
            if (reduced[j] < -ZERO) {
                return j;
            }
        }
        return -1;
    }

    private static int steepest(double[] reduced) {
        int best = -1;
        double least = -ZERO;
        for (int j = 0; j < reduced.length; j++) {
            if (reduced[j] < least) {
                least = reduced[j];
                best = j;
            }
        }
        return best;
    }

    private static void pivot(double[][] rows, int[] basis, int row, int column) {
        double[] pivot = rows[row];
        double by = pivot[column];
        for (int j = 0; j < pivot.length; j++) {
            pivot[j] /= by;
        }
        for (int i = 0; i < basis.length; i++) {
            double times = rows[i][column];
            if (i != row && times != 0) {
                for (int j = 0; j < pivot.length; j++) {
                    rows[i][j] -= times * pivot[j];
                }
            }
        }
        basis[row] = column;
    }
}
