package org.opengms.planning.routing;

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

    /// Capacity of days 0 to d − 1.
    private final double[] capacityBefore;

    /// By first day a and last day e: capacity less the work that must be done from a to e.
    private final double[] slack;

    /// A calendar without any work.
    ///
    /// @param capacity by day from today
    /// @param reserveShare the share of capacity that work without precedence must leave free
    public ResourceCalendar(double[] capacity, double reserveShare) {
        this.days = capacity.length;
        this.reserveShare = reserveShare;
        this.capacityBefore = new double[days + 1];
        this.slack = new double[days * days];
        restart(capacity);
    }

    /// Begins anew with other capacities of as many days, without any work.
    public void restart(double[] capacity) {
        for (int day = 0; day < days; day++) {
            capacityBefore[day + 1] = capacityBefore[day] + capacity[day];
        }
        for (int first = 0; first < days; first++) {
            for (int last = first; last < days; last++) {
                slack[first * days + last] = capacityBefore[last + 1] - capacityBefore[first];
            }
        }
    }

    /// Begins anew with other capacities of as many days, and with work already promised.
    ///
    /// @param work by first day · days + last day, in the resource's unit
    public void restart(double[] capacity, double[] work) {
        restart(capacity);
        // Work within a stretch is that within each of the two shorter ones, less what both count.
        double[] within = new double[days + 1];
        double[] later = new double[days + 1];
        for (int first = days - 1; first >= 0; first--) {
            for (int last = first; last < days; last++) {
                within[last + 1] =
                        later[last + 1]
                                + within[last]
                                - later[last]
                                + work[first * days + last];
                slack[first * days + last] -= within[last + 1];
            }
            System.arraycopy(within, 0, later, 0, days + 1);
            java.util.Arrays.fill(within, 0);
        }
    }

    /// How many days it knows.
    public int days() {
        return days;
    }

    /// How much more work fits from a day to a day without breaking a promise; negative where
    /// promises already exceed the forecast.
    ///
    /// @param precedence whether the work may use what is reserved
    public double room(int firstDay, int lastDay, Precedence precedence) {
        int from = clamp(firstDay);
        int until = Math.max(clamp(lastDay), from);
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
        for (int first = 0; first <= from; first++) {
            int row = first * days;
            for (int last = until; last < days; last++) {
                slack[row + last] -= amount;
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
