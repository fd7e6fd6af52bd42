package org.opengms.server.workforce;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.opengms.planning.network.LinePlot;
import org.opengms.planning.workforce.BudgetComparison;
import org.opengms.planning.workforce.WorkforceForecast;
import org.opengms.staffing.Cover;
import org.opengms.staffing.ForecastResult;
import org.opengms.workforce.Competence;

/// The plots of a forecast of the workforce, by name.
public final class ForecastPlots {
    /// People who may do something, if nobody renews, by competence.
    public static final String COVER = "cover";

    /// Places on courses.
    public static final String COURSES = "courses";

    /// People who interpret, by budget.
    public static final String AT_WORK = "at-work";

    /// Reports on time, by budget.
    public static final String ON_TIME = "on-time";

    /// Whole genomes reported, by budget.
    public static final String GENOMES = "genomes";

    private final Map<String, LinePlot> plots = new LinkedHashMap<>();

    private ForecastPlots() {}

    /// The plots of a forecast.
    ///
    /// @param cover the lines that are shown
    public static ForecastPlots of(ForecastResult result, List<Cover> cover) {
        ForecastPlots made = new ForecastPlots();
        if (!cover.isEmpty()) {
            made.plots.put(COVER, cover(cover));
        }
        result.ahead().ifPresent(made::add);
        return made;
    }

    /// Whether there is a plot of this name.
    public boolean has(String name) {
        return plots.containsKey(name);
    }

    /// A plot as a part of a page.
    ///
    /// @throws IllegalArgumentException if there is none of this name
    public String svg(String name) {
        LinePlot plot = plots.get(name);
        if (plot == null) {
            throw new IllegalArgumentException("OGMS-8874 There is no plot " + name);
        }
        return plot.svg(name + "-");
    }

    private static LinePlot cover(List<Cover> cover) {
        Map<Competence, double[]> sums = new EnumMap<>(Competence.class);
        for (Cover one : cover) {
            double[] sum = sums.computeIfAbsent(one.competence(), _ -> new double[Cover.QUARTERS]);
            for (Cover.Quarter quarter : one.quarters()) {
                sum[quarter.quarter() - 1] += quarter.notRenewed();
            }
        }
        List<LinePlot.Series> series = new ArrayList<>();
        sums.forEach((competence, sum) ->
                series.add(
                        new LinePlot.Series(
                                competence.code(), java.util.Arrays.stream(sum).boxed().toList())));
        return new LinePlot(
                "People who may still do it, if nobody renews",
                "Expected people at the end of each quarter by competence, of those who hold it today, if nobody renews. The table below has the numbers.",
                "people",
                series);
    }

    private void add(ForecastResult.Ahead ahead) {
        plots.put(
                COURSES,
                new LinePlot(
                        "Places on courses that are asked for",
                        "Places on each course by quarter, mean of the futures, with the band of nine futures in ten. The table below has the numbers.",
                        "places a quarter",
                        ahead.demand().stream().map(ForecastPlots::series).toList()));
        plots.put(
                AT_WORK,
                budgets(
                        ahead,
                        "People at work who interpret",
                        "Whole-time equivalents at work who interpret, by quarter and budget; leave, absence and teaching are taken off. The table below has the numbers.",
                        "WTE",
                        ForecastResult.Budget::interpretersAtWork));
        plots.put(
                ON_TIME,
                outcomes(
                        ahead,
                        "Reports on time",
                        "Share of reports on time by quarter and budget, mean of the futures. The table below has the numbers.",
                        "% on time",
                        q -> 100 * q.onTimeShare()));
        plots.put(
                GENOMES,
                outcomes(
                        ahead,
                        "Whole-genome cases reported",
                        "Whole-genome cases reported by quarter and budget, mean of the futures. The table below has the numbers.",
                        "cases a quarter",
                        BudgetComparison.QuarterOutcome::genomes));
    }

    private static LinePlot.Series series(ForecastResult.Demand demand) {
        List<WorkforceForecast.CourseQuarter> quarters = demand.quarters();
        return new LinePlot.Series(
                demand.course(),
                quarters.stream().map(q -> q.all().mean()).toList(),
                quarters.stream().map(q -> q.all().low()).toList(),
                quarters.stream().map(q -> q.all().high()).toList());
    }

    private static LinePlot outcomes(
            ForecastResult.Ahead ahead,
            String title,
            String description,
            String unit,
            ToDoubleFunction<BudgetComparison.QuarterOutcome> of) {
        return budgets(
                ahead,
                title,
                description,
                unit,
                budget -> budget.outcome().quarters().stream().map(of::applyAsDouble).toList());
    }

    private static LinePlot budgets(
            ForecastResult.Ahead ahead,
            String title,
            String description,
            String unit,
            java.util.function.Function<ForecastResult.Budget, List<Double>> of) {
        return new LinePlot(
                title,
                description,
                unit,
                ahead.budgets().stream()
                        .map(b -> new LinePlot.Series(name(b), of.apply(b)))
                        .toList());
    }

    private static String name(ForecastResult.Budget budget) {
        return String.format(Locale.UK, "£%,d a year", budget.pencePerYear() / 100);
    }
}
