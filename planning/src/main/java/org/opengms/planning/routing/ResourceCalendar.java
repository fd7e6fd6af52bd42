package org.opengms.planning.routing;

import java.util.Arrays;

/// What a resource has promised, by day: work with the first day on which it can be done and the
/// day by whose end it must be done, against a forecast of capacity.
///
/// It answers whether more work fits by the demand-bound test of earliest-deadline-first
/// scheduling: for every stretch of days, the work that can be done only within the stretch is at
/// most the stretch's capacity. For work that may be interrupted and divided, the test passes just
/// if some plan keeps every promise (Horn, *Some simple scheduling algorithms*, Naval Research
/// Logistics Quarterly 21, 1974); earliest deadline first is then such a plan, and stays one where
/// capacity turns out higher or work is ready earlier.
///
/// Days are counted from today, which is 0. Work that was due earlier counts as due today; work due
/// beyond the last day counts as due on the last day. Not for several threads.
public final class ResourceCalendar {
    private final int days;
    private final double reserveShare;
    private final double[] capacity;

    /// Capacity of days 0 to d − 1.
    private final double[] capacityBefore;

    /// By first day · days + last day.
    private final double[] work;

    /// Work of all first days, by last day.
    private final double[] workByLastDay;

    /// By first day a · days + last day e: capacity less the work that must be done from a to e.
    /// Rows are made when they are first asked for, since most questions are about the next days.
    private final double[] slack;

    private int rows;

    /// A calendar without any work.
    ///
    /// @param capacity by day from today
    /// @param reserveShare the share of capacity that work without precedence must leave free
    public ResourceCalendar(double[] capacity, double reserveShare) {
        this.days = capacity.length;
        this.reserveShare = reserveShare;
        this.capacity = new double[days];
        this.capacityBefore = new double[days + 1];
        this.work = new double[days * days];
        this.workByLastDay = new double[days];
        this.slack = new double[days * days];
        restart(capacity);
    }

    /// Begins anew with other capacities of as many days, without any work.
    public void restart(double[] capacities) {
        System.arraycopy(capacities, 0, capacity, 0, days);
        for (int day = 0; day < days; day++) {
            capacityBefore[day + 1] = capacityBefore[day] + capacity[day];
        }
        Arrays.fill(work, 0);
        Arrays.fill(workByLastDay, 0);
        rows = 0;
    }

    /// How much more work fits from a day to a day without breaking a promise; negative where
    /// promises already exceed the forecast.
    ///
    /// @param precedence whether the work may use what is reserved
    public double room(int firstDay, int lastDay, Precedence precedence) {
        int from = clamp(firstDay);
        int until = Math.max(clamp(lastDay), from);
        makeRows(from);
        double share = precedence == Precedence.URGENT ? 0 : reserveShare;
        double least = Double.POSITIVE_INFINITY;
        for (int first = 0; first <= from; first++) {
            double before = capacityBefore[first];
            int row = first * days;
            for (int last = until; last < days; last++) {
                double kept = share * (capacityBefore[last + 1] - before);
                least = Math.min(least, slack[row + last] - kept);
            }
        }
        return least;
    }

    /// Takes work in, whether it fits or not.
    ///
    /// @param amount in the resource's unit; negative gives back
    public void commit(int firstDay, int lastDay, double amount) {
        int from = clamp(firstDay);
        int until = Math.max(clamp(lastDay), from);
        work[from * days + until] += amount;
        workByLastDay[until] += amount;
        for (int first = 0; first <= from && first < rows; first++) {
            int row = first * days;
            for (int last = until; last < days; last++) {
                slack[row + last] -= amount;
            }
        }
    }

    /// Makes the rows up to a first day. A row is the one before it, less that day's capacity and
    /// the work that could begin on that day.
    private void makeRows(int until) {
        for (; rows <= until; rows++) {
            int row = rows * days;
            double done = rows == 0 ? 0 : work[row - days + rows - 1];
            for (int last = rows; last < days; last++) {
                if (rows == 0) {
                    done += workByLastDay[last];
                    slack[last] = capacityBefore[last + 1] - done;
                } else {
                    done += work[row - days + last];
                    slack[row + last] = slack[row - days + last] - capacity[rows - 1] + done;
                }
            }
        }
    }

    private int clamp(int day) {
        return Math.clamp(day, 0, days - 1);
    }

    /// Whether work may use the capacity that is kept for urgent requests.
    public enum Precedence {
        /// It may.
        URGENT,
        /// It may not.
        ROUTINE
    }
}
