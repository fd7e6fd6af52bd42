package org.opengms.disclosure.table;

import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.opengms.disclosure.table.CountTable.Sum;

/// What can be worked out of hidden counts from those that are shown.
final class AttackInterval {
    private final SortedMap<Coordinates, Integer> variables = new TreeMap<>();
    private final Simplex simplex;
    private final long least;

    /// @param count of every cell and margin
    /// @param least what a hidden count is at least known to be
    AttackInterval(
            ToLongFunction<Coordinates> count,
            List<Sum> sums,
            Collection<Coordinates> hidden,
            long least) {
        this.least = least;
        for (Coordinates at : hidden) {
            variables.put(at, variables.size());
        }
        List<double[]> rows =
                sums.stream()
                        .map(sum -> row(sum, count))
                        .filter(AttackInterval::hasUnknowns)
                        .toList();
        simplex = new Simplex(rows, variables.size());
    }

    private static boolean hasUnknowns(double[] row) {
        for (int i = 0; i < row.length - 1; i++) {
            if (row[i] != 0) {
                return true;
            }
        }
        return false;
    }

    /// Σ parts − whole = 0, what is known on the right, each unknown less its least value.
    private double[] row(Sum sum, ToLongFunction<Coordinates> count) {
        double[] row = new double[variables.size() + 1];
        for (Coordinates part : sum.parts()) {
            term(row, part, 1, count);
        }
        term(row, sum.whole(), -1, count);
        return row;
    }

    private void term(double[] row, Coordinates at, int sign, ToLongFunction<Coordinates> count) {
        Integer variable = variables.get(at);
        int right = row.length - 1;
        if (variable == null) {
            row[right] -= sign * (double) count.applyAsLong(at);
        } else {
            row[variable] += sign;
            row[right] -= sign * (double) least;
        }
    }

    /// Whether every value between two fits what is shown.
    boolean leavesOpen(Coordinates at, long from, long to) {
        int variable = variables.getOrDefault(at, -1);
        return simplex.least(variable) + least <= from + Simplex.TOLERANCE
                && simplex.greatest(variable) + least >= to - Simplex.TOLERANCE;
    }
}
