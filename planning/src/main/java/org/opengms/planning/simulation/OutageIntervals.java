package org.opengms.planning.simulation;

import java.util.Arrays;

/// The outages of one kind at one station in one replication; asked for hours that do not fall.
final class OutageIntervals {
    private final double factor;
    private double[] begins = new double[8];
    private double[] ends = new double[8];
    private int count;
    private int current;

    OutageIntervals(Capacity.Outages outages, long key, double horizonHours) {
        factor = outages.factor();
        if (outages.ratePerDay() == 0) {
            return;
        }
        CompiledDuration length = CompiledDuration.of(outages.lengthHours());
        double now = 0;
        for (long draw = 0; ; draw += 2) {
            now += Draws.exponential(Draws.at(key, draw)) * 24 / outages.ratePerDay();
            if (now >= horizonHours) {
                return;
            }
            double end = now + length.draw(Draws.at(key, draw + 1));
            if (count == begins.length) {
                begins = Arrays.copyOf(begins, 2 * count);
                ends = Arrays.copyOf(ends, 2 * count);
            }
            begins[count] = now;
            ends[count++] = end;
            now = end;
        }
    }

    double factorAt(double hour) {
        while (current < count && ends[current] <= hour) {
            current++;
        }
        return current < count && begins[current] <= hour ? factor : 1;
    }

    /// The next hour after `hour`, asked for last, at which the factor changes.
    double nextChange(double hour) {
        if (current == count) {
            return Double.POSITIVE_INFINITY;
        }
        return begins[current] > hour ? begins[current] : ends[current];
    }
}
