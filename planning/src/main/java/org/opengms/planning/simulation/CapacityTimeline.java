package org.opengms.planning.simulation;

import java.util.Arrays;
import java.util.List;

/// Whole units that work from each of a list of hours on.
final class CapacityTimeline {
    /// What a sum of shares may be short of a whole number and still count as it.
    private static final double ROUNDING = 1e-9;

    private double[] from = new double[16];
    private int[] units = new int[16];
    private boolean[] open = new boolean[16];
    private int count;

    /// @param outages of each kind of the capacity, in its order
    CapacityTimeline(
            Capacity capacity,
            OpenSegments segments,
            double horizonHours,
            List<OutageIntervals> outages) {
        List<Capacity.Step> steps = capacity.steps();
        double now = 0;
        double owedUnitHours = 0;
        int segment = 0;
        int step = 0;
        while (now < horizonHours) {
            segment = segments.at(now, segment);
            while (step + 1 < steps.size() && steps.get(step + 1).fromHours() <= now) {
                step++;
            }
            double exact = steps.get(step).units() * segments.share(segment);
            double next = Math.min(horizonHours, segments.until(segment));
            if (step + 1 < steps.size()) {
                next = Math.min(next, steps.get(step + 1).fromHours());
            }
            for (Capacity.PlannedReduction reduction : capacity.planned()) {
                if (reduction.fromHours() > now) {
                    next = Math.min(next, reduction.fromHours());
                } else if (reduction.untilHours() > now) {
                    next = Math.min(next, reduction.untilHours());
                    exact *= reduction.factor();
                }
            }
            for (OutageIntervals outage : outages) {
                exact *= outage.factorAt(now);
                next = Math.min(next, outage.nextChange(now));
            }
            int whole = (int) (exact + ROUNDING);
            double fraction = exact - whole;
            if (fraction > ROUNDING) {
                next = Math.min(next, (Math.floor(now / 24) + 1) * 24);
                owedUnitHours += fraction * (next - now);
                if (2 * owedUnitHours >= next - now) {
                    whole++;
                    owedUnitHours -= next - now;
                }
            }
            append(now, whole, segments.share(segment) > 0);
            now = next;
        }
    }

    private void append(double hour, int unitsFromThen, boolean openFromThen) {
        if (count > 0 && units[count - 1] == unitsFromThen && open[count - 1] == openFromThen) {
            return;
        }
        if (count == from.length) {
            from = Arrays.copyOf(from, 2 * count);
            units = Arrays.copyOf(units, 2 * count);
            open = Arrays.copyOf(open, 2 * count);
        }
        from[count] = hour;
        units[count] = unitsFromThen;
        open[count++] = openFromThen;
    }

    /// Hour from which on the `i`th entry holds; infinite behind the last.
    double from(int i) {
        return i < count ? from[i] : Double.POSITIVE_INFINITY;
    }

    int units(int i) {
        return units[i];
    }

    /// Whether the opening hours are on.
    boolean isOpen(int i) {
        return open[i];
    }
}
