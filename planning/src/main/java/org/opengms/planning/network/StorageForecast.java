package org.opengms.planning.network;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.opengms.planning.simulation.Capacity;

/// What a laboratory keeps, week by week: what was kept at the start and expires evenly, and what
/// is written as fast as it comes, until the storage is full; then only what room is made for.
final class StorageForecast {
    private static final double WEEK_HOURS = 168;
    private static final double YEAR_WEEKS = 365.25 / 7;

    private final double[] capacityTerabytes;
    private final double[] usedTerabytes;
    private final double[] writtenTerabytes;
    private final double[] waitingTerabytes;
    private final boolean[] held;

    /// @param weeks how many
    /// @param capacity terabytes from hours on
    /// @param usedAtStart terabytes
    /// @param usedExpiresPerYear the part of `usedAtStart` that goes each year
    /// @param keptYears how long what is written is kept
    /// @param waiting terabytes to be written at the start
    /// @param offered terabytes a day that come to be written, by hour
    StorageForecast(
            int weeks,
            List<Capacity.Step> capacity,
            double usedAtStart,
            double usedExpiresPerYear,
            double keptYears,
            double waiting,
            DoubleUnaryOperator offered) {
        capacityTerabytes = new double[weeks];
        usedTerabytes = new double[weeks];
        writtenTerabytes = new double[weeks];
        waitingTerabytes = new double[weeks];
        held = new boolean[weeks];
        double old = usedAtStart;
        double kept = 0;
        double queue = waiting;
        int keptWeeks = (int) Math.round(keptYears * YEAR_WEEKS);
        for (int w = 0; w < weeks; w++) {
            double middle = (w + 0.5) * WEEK_HOURS;
            for (Capacity.Step step : capacity) {
                if (step.fromHours() <= middle) {
                    capacityTerabytes[w] = step.units();
                }
            }
            old = Math.max(0, old - usedAtStart * usedExpiresPerYear / YEAR_WEEKS);
            kept -= w >= keptWeeks ? writtenTerabytes[w - keptWeeks] : 0;
            queue += 7 * offered.applyAsDouble(middle);
            double free = Math.max(0, capacityTerabytes[w] - old - kept);
            writtenTerabytes[w] = Math.min(queue, free);
            held[w] = queue > free;
            queue -= writtenTerabytes[w];
            waitingTerabytes[w] = queue;
            kept += writtenTerabytes[w];
            usedTerabytes[w] = old + kept;
        }
    }

    /// Whether work ever waits for room.
    boolean isEverFull() {
        for (boolean week : held) {
            if (week) {
                return true;
            }
        }
        return false;
    }

    /// How many there are.
    int quarters() {
        return held.length / (ServiceScenario.QUARTER_DAYS / 7);
    }

    /// The part of the storage that is free at the end of a quarter, 0 to 1; below 0 where what was
    /// used at the start is more than there is.
    double headroomShare(int quarter) {
        int week =
                quarter * (ServiceScenario.QUARTER_DAYS / 7) + ServiceScenario.QUARTER_DAYS / 7 - 1;
        return 1 - usedTerabytes[week] / capacityTerabytes[week];
    }

    /// Terabytes used at the end of a quarter.
    double usedTerabytes(int quarter) {
        return usedTerabytes[(quarter + 1) * (ServiceScenario.QUARTER_DAYS / 7) - 1];
    }

    /// Terabytes that wait for room at the end of a quarter.
    double waitingTerabytes(int quarter) {
        return waitingTerabytes[(quarter + 1) * (ServiceScenario.QUARTER_DAYS / 7) - 1];
    }

    /// Places of a station through which everything is written, each writing `terabytesPerDay`:
    /// plenty where there is room, else those that write what room is made for.
    List<Capacity.Step> places(double terabytesPerDay) {
        double most = 0;
        for (double week : writtenTerabytes) {
            most = Math.max(most, week);
        }
        double plenty = 4 * most / 7 / terabytesPerDay;
        List<Capacity.Step> steps = new java.util.ArrayList<>();
        for (int w = 0; w < held.length; w++) {
            double places = held[w] ? writtenTerabytes[w] / 7 / terabytesPerDay : plenty;
            if (steps.isEmpty() || steps.getLast().units() != places) {
                steps.add(new Capacity.Step(w * WEEK_HOURS, places));
            }
        }
        return steps;
    }
}
