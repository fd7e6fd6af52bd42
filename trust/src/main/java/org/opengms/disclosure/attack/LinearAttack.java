package org.opengms.disclosure.attack;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The attacker who adds up and takes away: everything that is published, and every sum that
/// everybody knows, become linear equations, and what they leave open of a hidden count is narrowed
/// until nothing changes any more.
///
/// Two ways are taken in turn. Each sum bounds each of its members by the others. And sums are
/// added to one another so that hidden counts fall out, as far as the pivot of each equation is
/// carried into all others (Gauss and Jordan); each equation that comes of it bounds its members
/// again. A count that follows from any sums and differences of published ones is found so.
///
/// It shares nothing with how tables are protected.
public final class LinearAttack {
    private static final double NOTHING = 1e-6;

    private final Map<String, Integer> places = new HashMap<>();
    private final List<double[]> bounds = new ArrayList<>();
    private final List<Map<Integer, Double>> sums = new ArrayList<>();

    /// What a count is known to be at least and at most.
    ///
    /// @param least people
    /// @param most people; [Long#MAX_VALUE] if nothing bounds it
    public record Known(long least, long most) {
        /// Whether it is known exactly.
        public boolean isExact() {
            return least == most;
        }
    }

    /// Says what is published of a count, or known of it.
    ///
    /// @param name of the count
    /// @param least people that it may be of
    /// @param most people that it may be of
    public void know(String name, long least, long most) {
        double[] of = bounds.get(place(name));
        of[0] = Math.max(of[0], (double) least);
        of[1] = Math.min(of[1], (double) most);
    }

    /// Says that a count is the sum of others.
    public void sum(String whole, List<String> parts) {
        Map<Integer, Double> row = new HashMap<>();
        row.merge(place(whole), -1.0, Double::sum);
        parts.forEach(part -> row.merge(place(part), 1.0, Double::sum));
        row.values().removeIf(c -> c == 0);
        if (!row.isEmpty()) {
            sums.add(row);
        }
    }

    private int place(String name) {
        return places.computeIfAbsent(
                name,
                _ -> {
                    bounds.add(new double[] {0, Double.POSITIVE_INFINITY});
                    return bounds.size() - 1;
                });
    }

    private String name(int place) {
        return places.entrySet().stream()
                .filter(e -> e.getValue() == place)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }

    /// What is known of each count in the end.
    ///
    /// @throws IllegalStateException if what is said contradicts itself
    public SortedMap<String, Known> run() {
        narrow(sums);
        narrow(eliminated());
        narrow(sums);
        SortedMap<String, Known> known = new TreeMap<>();
        places.forEach((name, at) -> {
            double[] of = bounds.get(at);
            known.put(
                    name,
                    new Known(
                            (long) of[0],
                            Double.isInfinite(of[1]) ? Long.MAX_VALUE : (long) of[1]));
        });
        return known;
    }

    private void narrow(List<Map<Integer, Double>> equations) {
        boolean changed = true;
        for (int round = 0; changed && round < 1_000; round++) {
            changed = false;
            for (Map<Integer, Double> equation : equations) {
                changed |= narrow(equation);
            }
        }
    }

    /// Σ c·x = 0, so that each c·x is the others' sum, the other way round.
    private boolean narrow(Map<Integer, Double> equation) {
        double least = 0;
        double most = 0;
        int openBelow = 0;
        int openAbove = 0;
        for (Map.Entry<Integer, Double> term : equation.entrySet()) {
            double low = end(term, true);
            double high = end(term, false);
            openBelow += Double.isInfinite(low) ? 1 : 0;
            openAbove += Double.isInfinite(high) ? 1 : 0;
            least += Double.isInfinite(low) ? 0 : low;
            most += Double.isInfinite(high) ? 0 : high;
        }
        boolean changed = false;
        for (Map.Entry<Integer, Double> term : equation.entrySet()) {
            double c = term.getValue();
            double low = end(term, true);
            double high = end(term, false);
            double[] of = bounds.get(term.getKey());
            double high2 = Double.POSITIVE_INFINITY;
            double low2 = Double.NEGATIVE_INFINITY;
            if (openBelow == (Double.isInfinite(low) ? 1 : 0)) {
                high2 = -(least - (Double.isInfinite(low) ? 0 : low));
            }
            if (openAbove == (Double.isInfinite(high) ? 1 : 0)) {
                low2 = -(most - (Double.isInfinite(high) ? 0 : high));
            }
            double from = Math.ceil((c > 0 ? low2 : high2) / c - NOTHING);
            double to = Math.floor((c > 0 ? high2 : low2) / c + NOTHING);
            if (from > of[0]) {
                of[0] = from;
                changed = true;
            }
            if (to < of[1]) {
                of[1] = to;
                changed = true;
            }
            if (of[0] > of[1]) {
                throw new IllegalStateException(
                        "What is said of %s contradicts itself: at least %s and at most %s, by the sum of %s."
                                .formatted(
                                        name(term.getKey()),
                                        of[0],
                                        of[1],
                                        equation.keySet().stream()
                                                .map(this::name)
                                                .sorted()
                                                .toList()));
            }
            if (changed) {
                return true; // the sums above are not those any more
            }
        }
        return false;
    }

    private double end(Map.Entry<Integer, Double> term, boolean lower) {
        double[] of = bounds.get(term.getKey());
        double c = term.getValue();
        return c * (lower == c > 0 ? of[0] : of[1]);
    }

    /// The equations with what is not known eliminated as far as it goes.
    private List<Map<Integer, Double>> eliminated() {
        List<Map<Integer, Double>> rows = new ArrayList<>();
        sums.forEach(sum -> rows.add(new HashMap<>(sum)));
        for (int i = 0; i < rows.size(); i++) {
            Map<Integer, Double> row = rows.get(i);
            int pivot = -1;
            for (int at : row.keySet()) {
                double[] of = bounds.get(at);
                if (of[0] != of[1] && Math.abs(row.getOrDefault(at, 0.0)) > 1e-3) {
                    pivot = at;
                    break;
                }
            }
            if (pivot < 0) {
                continue;
            }
            double by = row.getOrDefault(pivot, 1.0);
            for (int j = 0; j < rows.size(); j++) {
                Double there = j == i ? null : rows.get(j).get(pivot);
                if (there != null) {
                    Map<Integer, Double> other = rows.get(j);
                    double times = there / by;
                    row.forEach((at, c) -> other.merge(at, -times * c, Double::sum));
                    other.values().removeIf(c -> Math.abs(c) < 1e-9);
                }
            }
        }
        return rows;
    }
}
