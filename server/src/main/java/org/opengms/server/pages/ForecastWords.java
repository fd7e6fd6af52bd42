package org.opengms.server.pages;

import java.time.LocalDate;
import java.util.Locale;
import org.opengms.planning.network.ServiceScenario;
import org.opengms.planning.statistics.Interval;
import org.opengms.staffing.Cover;

/// What pages say of the workforce ahead.
public final class ForecastWords {
    private ForecastWords() {}

    /// A number of people or places: `3`, `2.4`.
    public static String people(double people) {
        return String.format(Locale.UK, "%.1f", people).replace(".0", "");
    }

    /// A mean with its limits.
    public static String interval(Interval interval) {
        return String.format(
                Locale.UK,
                "%,.1f (%,.1f to %,.1f)",
                interval.estimate(),
                interval.lower(),
                interval.upper());
    }

    /// A share with its limits, in per cent.
    public static String share(Interval interval) {
        return String.format(
                Locale.UK,
                "%.1f%% (%.1f to %.1f)",
                100 * interval.estimate(),
                100 * interval.lower(),
                100 * interval.upper());
    }

    /// A difference of shares with its limits, in percentage points.
    public static String points(Interval interval) {
        return String.format(
                Locale.UK,
                "%+.1f points (%+.1f to %+.1f)",
                100 * interval.estimate(),
                100 * interval.lower(),
                100 * interval.upper());
    }

    /// A difference with its limits.
    public static String difference(Interval interval) {
        return String.format(
                Locale.UK,
                "%+,.1f (%+,.1f to %+,.1f)",
                interval.estimate(),
                interval.lower(),
                interval.upper());
    }

    /// When a cover is lost.
    public static String lost(Cover cover) {
        return cover.lacksEverybody()
                ? "Nobody holds it today"
                : cover.lostOn().map(Wording::day).orElse("Not within 24 months");
    }

    /// The first day of a quarter.
    ///
    /// @param quarter from 1
    public static LocalDate from(LocalDate day, int quarter) {
        return day.plusDays((quarter - 1L) * ServiceScenario.QUARTER_DAYS);
    }
}
