package org.opengms.server.rollout;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.opengms.planning.network.LinePlot;
import org.opengms.planning.rollout.PlanComparison;
import org.opengms.planning.rollout.PlanPicture;
import org.opengms.planning.rollout.RolloutReport;
import org.opengms.rollout.RolloutResult;

/// The plots of a result, by the names of their files.
public final class RolloutPlots {
    /// The share of replications in which every level held, by quarter.
    public static final String HELD = "held";

    /// Spending by quarter.
    public static final String SPENDING = "spending";

    /// Turnaround of all classes by quarter.
    public static final String TURNAROUND = "turnaround";

    /// Cases in progress and overdue by quarter.
    public static final String BACKLOG = "backlog";

    /// Utilisation of stations by quarter.
    public static final String UTILISATION = "utilisation";

    /// Sites by the quarter in which they go live.
    public static final String MAP = "map";

    private static final double PENCE_PER_MILLION_POUNDS = 1e8;

    private final Map<String, Function<String, String>> plots = new LinkedHashMap<>();
    private final int quarters;

    private RolloutPlots(int quarters) {
        this.quarters = quarters;
    }

    /// The plots of a result.
    public static RolloutPlots of(RolloutResult result) {
        RolloutPlots made = new RolloutPlots(result.service().quarters());
        result.judged().ifPresent(made::add);
        result.compared().ifPresent(c -> made.add(c.comparison()));
        return made;
    }

    /// The name of the plot of a class, such as `turnaround-wgs-rare-urgent`.
    public static String nameOf(PlanPicture.Turnaround turnaround) {
        return TURNAROUND
                + "-"
                + turnaround.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }

    /// A class as people call it, such as `wgs-rare, urgent`.
    public static String words(PlanPicture.Turnaround turnaround) {
        return turnaround.name().replace("/", ", ");
    }

    /// A station's name for people: `north, staff for rare-disease`.
    public static String resource(String station) {
        return station.replaceFirst("[ /]", ", ")
                .replace("staff:", "staff for ")
                .replace("line:", "line ");
    }

    /// The names of all.
    public List<String> names() {
        return List.copyOf(plots.keySet());
    }

    /// Whether there is a plot of this name.
    public boolean has(String name) {
        return plots.containsKey(name);
    }

    /// A plot as a file, or as a part of a page.
    ///
    /// @param prefix of the ids in it; empty for a file
    /// @throws IllegalArgumentException if there is none of this name
    public String svg(String name, String prefix) {
        Function<String, String> plot = plots.get(name);
        if (plot == null) {
            throw new IllegalArgumentException("OGMS-5624 There is no plot " + name);
        }
        return plot.apply(prefix);
    }

    private void add(String name, LinePlot plot) {
        plots.putIfAbsent(name, plot::svg);
    }

    private void add(RolloutResult.Judged judged) {
        RolloutReport report = judged.report();
        add(
                HELD,
                new LinePlot(
                        "Simulated futures in which every service level holds",
                        "Share of replications in which every service level holds, by quarter. The table below has the numbers.",
                        "% of replications",
                        List.of(
                                new LinePlot.Series(
                                        "every level holds",
                                        report.bindingResources().stream()
                                                .map(b -> 100 * b.heldShare())
                                                .toList()))));
        add(
                SPENDING,
                new LinePlot(
                        "Spending and budget",
                        "Spending of the plan and the budget by quarter. The table below has the numbers.",
                        "£ million",
                        List.of(
                                new LinePlot.Series(
                                        "spending", millions(report.cost().byQuarterPence())),
                                new LinePlot.Series(
                                        "budget", millions(report.cost().budgetPence())))));
        judged.picture().ifPresent(this::add);
        plots.put(MAP, prefix -> new TileMap(judged.map()).svg(prefix));
    }

    private void add(PlanPicture picture) {
        add(
                TURNAROUND,
                new LinePlot(
                        "Nine of ten reports take no longer",
                        "Days within which nine of ten reports of each class are issued, by quarter, mean of %d replications. The table below has the numbers."
                                .formatted(picture.replications()),
                        "days",
                        picture.turnaround().stream()
                                .map(t ->
                                        new LinePlot.Series(
                                                words(t), column(t.ninetiethDays(), Edge.MEAN)))
                                .toList()));
        for (PlanPicture.Turnaround each : picture.turnaround()) {
            add(
                    nameOf(each),
                    new LinePlot(
                            "Turnaround of " + words(each),
                            "Days from receipt to report by quarter: the median, and what nine of ten do not exceed. Lines are means of %d replications, bands reach from the lowest to the highest. The table below has the numbers."
                                    .formatted(picture.replications()),
                            "days",
                            List.of(
                                    band("half of the reports", each.medianDays()),
                                    band("nine of ten", each.ninetiethDays()))));
        }
        add(
                BACKLOG,
                new LinePlot(
                        "Cases in progress and overdue",
                        "Cases in progress and those of them overdue at the end of each quarter. Lines are means of %d replications, bands reach from the lowest to the highest. The table below has the numbers."
                                .formatted(picture.replications()),
                        "cases",
                        List.of(
                                band("in progress", picture.inProgress()),
                                band("overdue", picture.overdue()))));
        add(
                UTILISATION,
                new LinePlot(
                        "Utilisation of the resources that bind",
                        "Busy over available hours by quarter of the resources that bind and of the busiest, mean of %d replications. The table below has the numbers."
                                .formatted(picture.replications()),
                        "% of available hours",
                        picture.stations().stream()
                                .map(s ->
                                        new LinePlot.Series(
                                                resource(s.name()),
                                                column(s.utilisation(), Edge.MEAN).stream()
                                                        .map(v -> 100 * v)
                                                        .toList()))
                                .toList()));
    }

    private void add(PlanComparison comparison) {
        List<LinePlot.Series> spending = new ArrayList<>();
        List<LinePlot.Series> held = new ArrayList<>();
        for (PlanComparison.Row row : comparison.rows()) {
            String name = "%s. %s".formatted(letter(held.size()), row.plan());
            spending.add(new LinePlot.Series(name, millions(row.spendingPence())));
            held.add(
                    new LinePlot.Series(
                            name,
                            row.deliverability().quarters().stream()
                                    .map(q -> 100 * q.heldShare())
                                    .toList()));
        }
        add(
                SPENDING,
                new LinePlot(
                        "Spending by quarter",
                        "Spending of each plan by quarter. The table below has the numbers.",
                        "£ million",
                        spending));
        add(
                HELD,
                new LinePlot(
                        "Simulated futures in which every service level holds",
                        "Share of replications in which every service level holds, by quarter and plan. The table below has the numbers.",
                        "% of replications",
                        held));
    }

    /// `A` for the first plan of a comparison.
    public static String letter(int plan) {
        return String.valueOf((char) ('A' + plan));
    }

    private static List<Double> millions(List<Long> pence) {
        return pence.stream().map(p -> p / PENCE_PER_MILLION_POUNDS).toList();
    }

    private enum Edge {
        MEAN,
        LOW,
        HIGH
    }

    private LinePlot.Series band(String name, List<PlanPicture.Band> bands) {
        return new LinePlot.Series(
                name, column(bands, Edge.MEAN), column(bands, Edge.LOW), column(bands, Edge.HIGH));
    }

    /// By quarter; not a number where there is none.
    private List<Double> column(List<PlanPicture.Band> bands, Edge edge) {
        List<Double> values = new ArrayList<>(Collections.nCopies(quarters, Double.NaN));
        for (PlanPicture.Band band : bands) {
            values.set(
                    band.quarter(),
                    switch (edge) {
                        case MEAN -> band.mean();
                        case LOW -> band.low();
                        case HIGH -> band.high();
                    });
        }
        return values;
    }
}
