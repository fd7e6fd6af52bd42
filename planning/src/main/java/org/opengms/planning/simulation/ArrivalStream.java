package org.opengms.planning.simulation;

import java.util.BitSet;
import java.util.List;

/// The hours at which a flow's journeys begin, one after the other. A Poisson process is drawn as
/// one of rate 1, stretched by the rate at each hour; nothing is drawn in vain.
final class ArrivalStream {
    private final long key;
    private final double horizonHours;
    private long count;

    private final double[] timetable;

    private final List<Demand.Rate> steps;
    private final double[] weightPerOpenHour;
    private final double fromHour;
    private final double untilHour;
    private final BitSet quietDays;
    private final double dailyGrowth;
    private int step;
    private int day;
    private double growth = 1;
    private double now;

    /// The part of the day in which `now` lies, and its rate.
    private double until;

    private double perHour;
    private boolean stepEndsPart;

    /// @param key of the flow's arrivals in this replication
    /// @param quietDays of the pattern, by day from the start
    ArrivalStream(Demand demand, BitSet quietDays, long key, double horizonHours) {
        this.key = key;
        this.horizonHours = horizonHours;
        this.quietDays = quietDays;
        weightPerOpenHour = new double[7];
        switch (demand) {
            case Demand.Timetable(List<Double> hours) -> {
                timetable = hours.stream().mapToDouble(Double::doubleValue).toArray();
                steps = List.of();
                fromHour = 0;
                untilHour = 24;
                dailyGrowth = 1;
            }
            case Demand.Poisson(List<Demand.Rate> rates, double growthPerYear, var pattern) -> {
                timetable = new double[0];
                steps = rates;
                fromHour = pattern.fromHour();
                untilHour = pattern.untilHour();
                dailyGrowth = StrictMath.pow(1 + growthPerYear, 1 / 365.25);
                double sum = pattern.weekdayWeights().stream().mapToDouble(w -> w).sum();
                for (int i = 0; i < 7; i++) {
                    weightPerOpenHour[i] =
                            pattern.weekdayWeights().get(i) * 7 / sum / (untilHour - fromHour);
                }
                now = fromHour;
                setPart();
            }
        }
    }

    /// Hour of the next arrival; infinite if none is left before the horizon.
    double next() {
        return steps.isEmpty() ? nextOfTimetable() : nextAtRandom();
    }

    /// How many arrivals came before the one that [#next] gave last.
    long number() {
        return count - 1;
    }

    private double nextOfTimetable() {
        return count < timetable.length && timetable[(int) count] < horizonHours
                ? timetable[(int) count++]
                : Double.POSITIVE_INFINITY;
    }

    private double nextAtRandom() {
        double left = Draws.exponential(Draws.at(key, count));
        while (true) {
            double expected = (until - now) * perHour;
            if (left < expected) {
                now += left / perHour;
                count++;
                return now;
            }
            left -= expected;
            if (!beginsNextPart()) {
                return Double.POSITIVE_INFINITY;
            }
        }
    }

    /// Goes on to the next part of constant rate: of this day, where a step comes within it, or the
    /// next day.
    private boolean beginsNextPart() {
        if (stepEndsPart) {
            step++;
            now = until;
        } else {
            day++;
            growth *= dailyGrowth;
            now = day * 24.0 + fromHour;
        }
        setPart();
        return now < horizonHours;
    }

    private void setPart() {
        perHour =
                quietDays.get(day)
                        ? 0
                        : steps.get(step).perDay() * growth * weightPerOpenHour[day % 7];
        until = day * 24.0 + untilHour;
        stepEndsPart = step + 1 < steps.size() && steps.get(step + 1).fromHours() < until;
        if (stepEndsPart) {
            until = Math.max(now, steps.get(step + 1).fromHours());
        }
    }
}
