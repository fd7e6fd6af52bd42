package org.opengms.server.pages;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.opengms.maturity.Count;
import org.opengms.maturity.MaturityBoard;
import org.opengms.maturity.Measure;
import org.opengms.maturity.PaperDays;
import org.opengms.maturity.Trend;
import org.opengms.planning.statistics.Interval;
import org.opengms.server.maturity.MaturityPlots;

/// All sites, those of a region, in an order.
///
/// @param board what is known
/// @param region shown; empty for all
/// @param measure that is plotted, and sorted by where the order is by measure
/// @param sort `name`, `orders`, `paper`, `days`, or the code of a measure
/// @param isDescending the largest first
public record MaturityView(
        MaturityBoard.Board board,
        String region,
        Measure measure,
        String sort,
        boolean isDescending) {
    /// Reads what was asked for; what does not exist falls back to the whole.
    static MaturityView of(
            MaturityBoard.Board board,
            Optional<String> region,
            Optional<String> measure,
            Optional<String> sort,
            Optional<String> order) {
        String shown =
                region.filter(r ->
                                board.sites().stream().anyMatch(s -> s.site().region().equals(r)))
                        .orElse("");
        Measure plotted = measure.flatMap(MaturityView::measure).orElse(Measure.ELECTRONIC);
        String by = sort.filter(s -> SORTS.contains(s) || measure(s).isPresent()).orElse("name");
        return new MaturityView(
                board, shown, plotted, by, order.filter("descending"::equals).isPresent());
    }

    private static final List<String> SORTS = List.of("name", "orders", "paper", "days");

    private static Optional<Measure> measure(String code) {
        return List.of(Measure.values()).stream().filter(m -> m.code().equals(code)).findFirst();
    }

    /// The regions to choose from.
    public List<String> regions() {
        return board.sites().stream().map(s -> s.site().region()).distinct().sorted().toList();
    }

    /// The sites shown, in the order asked for; those of which nothing is known last.
    public List<MaturityBoard.SiteFigures> sites() {
        List<MaturityBoard.SiteFigures> sites =
                new ArrayList<>(
                        board.sites().stream()
                                .filter(s -> region.isEmpty() || s.site().region().equals(region))
                                .toList());
        if (sort.equals("name")) {
            Comparator<MaturityBoard.SiteFigures> byName =
                    Comparator.comparing(s -> s.site().name().toLowerCase(Locale.ROOT));
            sites.sort(isDescending ? byName.reversed() : byName);
            return sites;
        }
        double missing = isDescending ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        Comparator<MaturityBoard.SiteFigures> byValue =
                Comparator.comparingDouble(s -> value(s).orElse(missing));
        sites.sort(isDescending ? byValue.reversed() : byValue);
        return sites;
    }

    private Optional<Double> value(MaturityBoard.SiteFigures site) {
        return switch (sort) {
            case "orders" -> Optional.of((double) site.orders());
            case "paper" ->
                    site.paper().medianHours().isPresent()
                            ? Optional.of(site.paper().medianHours().getAsDouble())
                            : Optional.empty();
            case "days" -> site.paperDays().map(d -> d.days().estimate());
            default ->
                    measure(sort).flatMap(m -> site.figure(m).observed()).map(Interval::estimate);
        };
    }

    /// The address of the page in another order; the same again turns it round.
    public String sortedBy(String by) {
        boolean turn = sort.equals(by) && !isDescending;
        return address(measure.code(), by, turn ? "descending" : "ascending");
    }

    /// The address of the page with another measure plotted.
    public String plotting(Measure other) {
        return address(other.code(), sort, isDescending ? "descending" : "ascending");
    }

    private String address(String plotted, String by, String order) {
        return "/overview/maturity?region="
                + java.net.URLEncoder.encode(region, java.nio.charset.StandardCharsets.UTF_8)
                + "&measure="
                + plotted
                + "&sort="
                + by
                + "&order="
                + order;
    }

    /// For `aria-sort`.
    public String ariaSort(String by) {
        if (!sort.equals(by)) {
            return "none";
        }
        return isDescending ? "descending" : "ascending";
    }

    /// The share of all sites.
    public Count all(Measure of) {
        return board.all().getOrDefault(of, Count.NONE);
    }

    /// A share in words: `82% (71–90)`, or that there is none.
    public static String words(MaturityBoard.Figure figure) {
        return figure.observed().map(MaturityView::words).orElse("none");
    }

    /// An interval of a share in words.
    public static String words(Interval share) {
        return String.format(
                Locale.ROOT,
                "%.0f%% (%.0f–%.0f)",
                100 * share.estimate(),
                100 * share.lower(),
                100 * share.upper());
    }

    /// Hours in words.
    public static String hours(java.util.OptionalDouble hours) {
        return hours.isPresent() ? String.format(Locale.ROOT, "%.1f", hours.getAsDouble()) : "none";
    }

    /// Days with their limits in words.
    public static String days(Optional<PaperDays> days) {
        return days.map(d -> days(d.days())).orElse("not known");
    }

    /// Days with their limits in words.
    public static String days(Interval days) {
        return String.format(
                Locale.ROOT, "%.1f (%.1f to %.1f)", days.estimate(), days.lower(), days.upper());
    }

    /// A trend in words.
    public static String trend(Optional<Trend> trend) {
        return trend.map(t ->
                        switch (t.direction()) {
                            case STEADY -> Wording.sentence(t.direction().words());
                            case RISING, FALLING ->
                                    "%s, %s points a year"
                                            .formatted(
                                                    Wording.sentence(t.direction().words()),
                                                    String.format(
                                                            Locale.ROOT,
                                                            "%+.0f",
                                                            1200 * t.perMonth().estimate()));
                        })
                .orElse("Too little is known");
    }

    /// The plot of a site's share with its limits.
    public String interval(MaturityBoard.SiteFigures site) {
        return site.figure(measure)
                .observed()
                .map(i -> MaturityPlots.interval(i, all(measure).share()))
                .orElse("");
    }

    /// The line of a site's months.
    public static String line(MaturityBoard.SiteFigures site, Measure of) {
        return MaturityPlots.line(site.figure(of).months());
    }

    /// What is told of all sites, by measure.
    public Map<Measure, Count> totals() {
        return board.all();
    }
}
