package org.opengms.evaluation.synthetic;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/// What is true of the process that makes a service's orders, however many of them are seen: sums
/// over a great many orders of what nobody sees, such as the probability of each that it is solved.
public final class Truth {
    private final SortedMap<String, double[]> means = new TreeMap<>();
    private final SortedMap<String, double[]> arms = new TreeMap<>();
    private int[] days = new int[1024];
    private int count;

    Truth() {}

    void add(String name, double value) {
        double[] sum = means.computeIfAbsent(name, _ -> new double[2]);
        sum[0] += value;
        sum[1]++;
    }

    void arm(String cell, int arm, double cost, double solved) {
        double[] sums = arms.computeIfAbsent(cell, _ -> new double[6]);
        sums[arm * 3]++;
        sums[arm * 3 + 1] += cost;
        sums[arm * 3 + 2] += solved;
    }

    void days(int days) {
        if (count == this.days.length) {
            this.days = Arrays.copyOf(this.days, count * 2);
        }
        this.days[count++] = days;
    }

    /// A mean by its name, such as `yield method=wgs`.
    public double mean(String name) {
        double[] sum = means.get(name);
        if (sum == null) {
            throw new IllegalArgumentException(
                    "OGMS-9050 Nothing is known of %s. Known are %s."
                            .formatted(name, means.keySet()));
        }
        return sum[0] / sum[1];
    }

    /// Pence for each case that whole genome sequencing solves more.
    public double costPerAdditionalDiagnosis() {
        double cost = 0;
        double solved = 0;
        for (double[] s : arms.values()) {
            double n = s[0] + s[3];
            cost += n * (s[4] / s[3] - s[1] / s[0]);
            solved += n * (s[5] / s[3] - s[2] / s[0]);
        }
        return cost / solved;
    }

    /// The first day by which half would be reported if nothing else ended them.
    public int medianDays() {
        int[] sorted = Arrays.copyOf(days, count);
        Arrays.sort(sorted);
        return sorted[(count - 1) / 2];
    }
}
