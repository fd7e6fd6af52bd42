package org.opengms.server.maturity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.opengms.maturity.Count;
import org.opengms.maturity.MaturityBoard;
import org.opengms.maturity.Measure;
import org.opengms.maturity.Paper;
import org.opengms.maturity.PaperDays;
import org.opengms.maturity.SiteMonth;
import org.opengms.maturity.Trend;
import org.opengms.planning.statistics.Interval;

/// The figures for programs: JSON and CSV.
public final class MaturityFiles {
    private static final String FORMAT = "opengms-digital-maturity/1";

    private MaturityFiles() {}

    /// A share.
    ///
    /// @param of how many
    /// @param all of how many
    /// @param share with Wilson's limits, 95 %; absent of none
    /// @param expected given all sites, with limits
    /// @param trend over all months; absent where too little is known
    public record Share(
            long of,
            long all,
            Optional<Interval> share,
            Interval expected,
            Optional<Trend> trend) {}

    /// A site over the newest months.
    public record SiteRow(
            String site,
            String name,
            String region,
            Map<String, Share> measures,
            PaperCost paper) {}

    /// What paper cost.
    ///
    /// @param medianHours until it was keyed; absent without paper
    /// @param longerDays how much longer paper orders took; absent where it cannot be told
    public record PaperCost(
            long orders,
            Optional<Double> medianHours,
            long clerkMinutes,
            long askedBack,
            Optional<PaperDays> longerDays) {}

    /// All sites.
    ///
    /// @param format [#FORMAT]
    /// @param countedAt absent before the first count
    /// @param months of the figures, the newest
    public record All(
            String format, Optional<Instant> countedAt, int months, List<SiteRow> sites) {}

    /// One site with its months.
    public record One(
            String format,
            Optional<Instant> countedAt,
            int months,
            SiteRow site,
            List<Map<String, Object>> series) {}

    /// All sites for programs.
    public static All all(MaturityBoard.Board board) {
        return new All(
                FORMAT,
                board.countedAt(),
                MaturityBoard.RECENT_MONTHS,
                board.sites().stream().map(MaturityFiles::row).toList());
    }

    /// One site for programs.
    public static One one(MaturityBoard.Board board, MaturityBoard.SiteFigures site) {
        List<Map<String, Object>> series = new ArrayList<>();
        for (SiteMonth month : site.months()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("month", month.month().toString());
            for (Measure measure : Measure.values()) {
                Count count = month.count(measure);
                row.put(measure.code(), Map.of("of", count.of(), "all", count.all()));
            }
            row.put("paperOrders", month.paper().orders());
            month.paper().medianHours().ifPresent(hours -> row.put("paperMedianHours", hours));
            row.put("paperMinutes", month.paper().clerkMinutes());
            series.add(row);
        }
        return new One(FORMAT, board.countedAt(), MaturityBoard.RECENT_MONTHS, row(site), series);
    }

    private static SiteRow row(MaturityBoard.SiteFigures site) {
        Map<String, Share> measures = new LinkedHashMap<>();
        for (Measure measure : Measure.values()) {
            MaturityBoard.Figure figure = site.figure(measure);
            measures.put(
                    measure.code(),
                    new Share(
                            figure.recent().of(),
                            figure.recent().all(),
                            figure.observed(),
                            figure.expected(),
                            figure.trend()));
        }
        Paper paper = site.paper();
        return new SiteRow(
                site.site().ods().value(),
                site.site().name(),
                site.site().region(),
                measures,
                new PaperCost(
                        paper.orders(),
                        paper.medianHours().isPresent()
                                ? Optional.of(paper.medianHours().getAsDouble())
                                : Optional.empty(),
                        paper.clerkMinutes(),
                        paper.askedBack(),
                        site.paperDays()));
    }

    /// All sites and measures for spreadsheets, one row each.
    public static String csv(MaturityBoard.Board board) {
        StringBuilder csv =
                new StringBuilder(
                        "site,name,region,measure,of,all,share,lower,upper,expected,expected_lower,expected_upper,trend_per_month\n");
        for (MaturityBoard.SiteFigures site : board.sites()) {
            for (Measure measure : Measure.values()) {
                MaturityBoard.Figure figure = site.figure(measure);
                csv.append(site.site().ods().value())
                        .append(',')
                        .append(text(site.site().name()))
                        .append(',')
                        .append(text(site.site().region()))
                        .append(',')
                        .append(measure.code())
                        .append(',')
                        .append(figure.recent().of())
                        .append(',')
                        .append(figure.recent().all())
                        .append(',')
                        .append(figure.observed().map(MaturityFiles::interval).orElse(",,"))
                        .append(',')
                        .append(interval(figure.expected()))
                        .append(',')
                        .append(figure.trend().map(t -> number(t.perMonth().estimate())).orElse(""))
                        .append('\n');
            }
        }
        return csv.toString();
    }

    /// One site's months for spreadsheets, one row for each month and measure.
    public static String csv(MaturityBoard.SiteFigures site) {
        StringBuilder csv = new StringBuilder("month,measure,of,all,share,lower,upper\n");
        for (SiteMonth month : site.months()) {
            for (Measure measure : Measure.values()) {
                Count count = month.count(measure);
                csv.append(month.month())
                        .append(',')
                        .append(measure.code())
                        .append(',')
                        .append(count.of())
                        .append(',')
                        .append(count.all())
                        .append(',')
                        .append(count.interval().map(MaturityFiles::interval).orElse(",,"))
                        .append('\n');
            }
        }
        return csv.toString();
    }

    private static String interval(Interval interval) {
        return number(interval.estimate())
                + ","
                + number(interval.lower())
                + ","
                + number(interval.upper());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.6f", value);
    }

    /// A cell: quoted where it must be, and never a formula.
    private static String text(String text) {
        String safe = text.matches("^[=+@\\-\\t\\r].*") ? "'" + text : text;
        return safe.matches("[^\",\\r\\n]*") ? safe : "\"" + safe.replace("\"", "\"\"") + "\"";
    }
}
