package org.opengms.planning.simulation;

import java.time.LocalDate;
import java.util.Arrays;

/// Opening hours laid out from hour 0 on: segments of constant share, and the intervals in which
/// the station is open at all.
final class OpenSegments {
    /// How far beyond the horizon the calendar is known, so that work in hand finds its end.
    private static final double BEYOND_HOURS = 24 * 28;

    private double[] from = new double[64];
    private double[] share = new double[64];
    private int segments;

    OpenSegments(OpeningHours hours, LocalDate start, double horizonHours) {
        double[][] edges = new double[7][];
        double[][] shares = new double[7][];
        for (int day = 0; day < 7; day++) {
            layOut(hours, day, edges, shares);
        }
        double end = horizonHours + BEYOND_HOURS;
        for (int day = 0; day * 24.0 < end; day++) {
            if (hours.closedDays().contains(start.plusDays(day))) {
                append(day * 24.0, 0);
                continue;
            }
            int weekday = day % 7;
            for (int i = 0; i < edges[weekday].length; i++) {
                append(day * 24 + edges[weekday][i], shares[weekday][i]);
            }
        }
    }

    private static void layOut(OpeningHours hours, int day, double[][] edges, double[][] shares) {
        double[] all =
                hours.shifts().stream()
                        .filter(shift -> shift.day().getValue() == day + 1)
                        .flatMapToDouble(shift ->
                                java.util.stream.DoubleStream.of(
                                        shift.fromHour(), shift.untilHour()))
                        .filter(hour -> hour < 24)
                        .toArray();
        edges[day] =
                java.util.stream.DoubleStream.concat(
                                java.util.stream.DoubleStream.of(0), Arrays.stream(all))
                        .sorted()
                        .distinct()
                        .toArray();
        shares[day] = new double[edges[day].length];
        for (OpeningHours.Shift shift : hours.shifts()) {
            for (int i = 0; i < edges[day].length; i++) {
                if (shift.day().getValue() == day + 1
                        && shift.fromHour() <= edges[day][i]
                        && edges[day][i] < shift.untilHour()) {
                    shares[day][i] += shift.share();
                }
            }
        }
    }

    private void append(double hour, double shareFromThen) {
        if (segments > 0 && share[segments - 1] == shareFromThen) {
            return;
        }
        if (segments == from.length) {
            from = Arrays.copyOf(from, 2 * segments);
            share = Arrays.copyOf(share, 2 * segments);
        }
        from[segments] = hour;
        share[segments++] = shareFromThen;
    }

    int count() {
        return segments;
    }

    double share(int segment) {
        return share[segment];
    }

    /// Hour at which a segment ends; infinite for the last.
    double until(int segment) {
        return segment + 1 < segments ? from[segment + 1] : Double.POSITIVE_INFINITY;
    }

    /// The segment in which an hour lies, not before a segment known to be early enough.
    int at(double hour, int notBefore) {
        int segment = notBefore;
        while (until(segment) <= hour) {
            segment++;
        }
        return segment;
    }

    /// When work ends that begins now and rests while the station is closed.
    ///
    /// @param now hour at which it begins
    /// @param hours of work
    /// @param segment in which `now` lies
    /// @return infinite if that is beyond the calendar
    double endOfWork(double now, double hours, int segment) {
        double left = hours;
        double at = now;
        int in = segment;
        while (true) {
            if (share[in] > 0) {
                double end = at + left;
                if (end <= until(in)) {
                    return end;
                }
                left -= until(in) - at;
            } else if (in + 1 == segments) {
                return Double.POSITIVE_INFINITY;
            }
            at = until(in++);
        }
    }
}
