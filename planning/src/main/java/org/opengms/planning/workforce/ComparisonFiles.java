package org.opengms.planning.workforce;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.opengms.datafile.DataFile;
import org.opengms.planning.network.LinePlot;
import org.opengms.planning.statistics.Interval;

/// A comparison of budgets as JSON, CSV and SVG.
final class ComparisonFiles {
    private static final DataFile<BudgetComparison> JSON =
            new DataFile<>(BudgetComparison.class, "a comparison of budgets", "OGMS-8854", c -> c);

    private final BudgetComparison comparison;

    ComparisonFiles(BudgetComparison comparison) {
        this.comparison = comparison;
    }

    static String json(BudgetComparison comparison) {
        return JSON.text(comparison);
    }

    void write(Path folder) {
        try {
            Files.createDirectories(folder);
            JSON.write(comparison, folder.resolve("summary.json"));
            Files.writeString(folder.resolve("places.csv"), places());
            Files.writeString(folder.resolve("wte.csv"), people());
            Files.writeString(folder.resolve("coverage.csv"), coverage());
            Files.writeString(folder.resolve("courses.csv"), courses());
            Files.writeString(folder.resolve("cost.csv"), cost());
            Files.writeString(folder.resolve("outcomes.csv"), outcomes());
            Files.writeString(folder.resolve("differences.csv"), differences());
            Files.writeString(folder.resolve("quarters.csv"), quarters());
            Files.writeString(folder.resolve("at-work.svg"), atWork().svg());
            Files.writeString(folder.resolve("on-time.svg"), onTime().svg());
            Files.writeString(folder.resolve("genomes.svg"), genomes().svg());
            Files.writeString(folder.resolve("courses.svg"), coursePlot().svg());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "OGMS-8854 Cannot write the results to %s. Check the path, its permissions and the space left."
                            .formatted(folder),
                    e);
        }
    }

    private static String csv(String heading, List<String> rows) {
        return rows.stream().collect(Collectors.joining("\n", heading + "\n", "\n"));
    }

    private static String row(Object... cells) {
        List<String> texts = new ArrayList<>();
        for (Object cell : cells) {
            texts.add(
                    switch (cell) {
                        case Double number -> number(number);
                        case Spread s ->
                                number(s.mean()) + "," + number(s.low()) + "," + number(s.high());
                        case BudgetComparison.Delivered d ->
                                row(
                                        d.onTimeShare(),
                                        d.meanDays().<Object>map(days -> days).orElse(",,"),
                                        d.genomesPerYear());
                        case Interval i ->
                                number(i.estimate())
                                        + ","
                                        + number(i.lower())
                                        + ","
                                        + number(i.upper());
                        default -> cell.toString();
                    });
        }
        return String.join(",", texts);
    }

    private static String number(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.6g", value) : "";
    }

    /// A budget as tables and legends say it: whole pounds a year.
    private static String pounds(BudgetComparison.Budget budget) {
        return String.valueOf(budget.budgetPencePerYear() / 100);
    }

    private List<String> rows(Function<BudgetComparison.Budget, List<String>> of) {
        return comparison.budgets().stream().flatMap(b -> of.apply(b).stream()).toList();
    }

    private String places() {
        return csv(
                "budget_pounds_a_year,pipeline,laboratory,role,role_pressure,pressure,pounds_a_wte_year,ceiling_at_once,at_once,begun_on_budget,begun_on_funds,bound",
                rows(budget ->
                        budget.forecast().allocation().places().stream()
                                .map(p ->
                                        row(
                                                pounds(budget),
                                                p.pipeline(),
                                                p.laboratory(),
                                                p.role(),
                                                p.rolePressure().orElse(Double.NaN),
                                                p.pressure().orElse(Double.NaN),
                                                p.pencePerWteYear()
                                                        .map(c -> c / 100)
                                                        .orElse(Double.NaN),
                                                p.ceiling(),
                                                p.atOnce(),
                                                p.begunInAll(),
                                                p.fundedBegun().stream()
                                                        .mapToInt(Integer::intValue)
                                                        .sum(),
                                                p.bound()))
                                .toList()));
    }

    private String people() {
        return csv(
                "budget_pounds_a_year,laboratory,role,quarter,in_post,in_post_p05,in_post_p95,at_work,at_work_p05,at_work_p95,hired,qualified,left",
                rows(budget ->
                        budget.forecast().posts().stream()
                                .flatMap(p ->
                                        p.quarters().stream()
                                                .map(q ->
                                                        row(
                                                                pounds(budget),
                                                                p.laboratory(),
                                                                p.role(),
                                                                q.quarter(),
                                                                q.inPost(),
                                                                q.atWork(),
                                                                q.hired(),
                                                                q.qualified(),
                                                                q.left())))
                                .toList()));
    }

    /// It does not depend on the budget.
    private String coverage() {
        return csv(
                "site,competence,holders_at_start,quarter,holders,holders_p05,holders_p95,holders_if_none_renews,if_none_renews_p05,if_none_renews_p95,share_of_worlds_with_one,share_of_worlds_with_none",
                comparison.budgets().getFirst().forecast().coverage().stream()
                        .flatMap(c ->
                                c.quarters().stream()
                                        .map(q ->
                                                row(
                                                        c.site(),
                                                        c.competence(),
                                                        c.holders(),
                                                        q.quarter(),
                                                        q.holders(),
                                                        q.holdersNotRenewed(),
                                                        q.oneShare(),
                                                        q.noneShare())))
                        .toList());
    }

    private String courses() {
        return csv(
                "budget_pounds_a_year,course,quarter,starters,replacements,renewals,growth,places,places_p05,places_p95",
                rows(budget ->
                        budget.forecast().courses().stream()
                                .flatMap(c ->
                                        c.quarters().stream()
                                                .map(q ->
                                                        row(
                                                                pounds(budget),
                                                                c.course(),
                                                                q.quarter(),
                                                                q.starters(),
                                                                q.replacements(),
                                                                q.renewals(),
                                                                q.growth(),
                                                                q.all())))
                                .toList()));
    }

    private String cost() {
        return csv(
                "budget_pounds_a_year,quarter,budget_places_pence,funded_places_pence,under_way_pence,courses_pence,pay_pence",
                rows(budget ->
                        budget.forecast().costs().stream()
                                .map(c ->
                                        row(
                                                pounds(budget),
                                                c.quarter(),
                                                c.budgetPence(),
                                                c.fundedPence(),
                                                c.underWayPence(),
                                                c.coursePence(),
                                                c.payPence()))
                                .toList()));
    }

    private String outcomes() {
        return csv(
                "budget_pounds_a_year,on_time_share,on_time_lower,on_time_upper,mean_days,mean_days_lower,mean_days_upper,genomes_a_year,genomes_lower,genomes_upper,last_year_on_time_share,last_year_on_time_lower,last_year_on_time_upper,last_year_mean_days,last_year_mean_days_lower,last_year_mean_days_upper,last_year_genomes_a_year,last_year_genomes_lower,last_year_genomes_upper,overdue_at_end,overdue_lower,overdue_upper,given_up",
                rows(budget ->
                        List.of(
                                row(
                                        pounds(budget),
                                        budget.outcome().allQuarters(),
                                        budget.outcome().lastYear(),
                                        budget.outcome().overdueAtEnd(),
                                        budget.outcome().givenUp()))));
    }

    private String differences() {
        return csv(
                "budget_pounds_a_year,than_pounds_a_year,on_time_share,on_time_lower,on_time_upper,mean_days,mean_days_lower,mean_days_upper,genomes_a_year,genomes_lower,genomes_upper,last_year_on_time_share,last_year_on_time_lower,last_year_on_time_upper,last_year_mean_days,last_year_mean_days_lower,last_year_mean_days_upper,last_year_genomes_a_year,last_year_genomes_lower,last_year_genomes_upper,overdue_at_end,overdue_lower,overdue_upper",
                comparison.differences().stream()
                        .map(d ->
                                row(
                                        d.budgetPencePerYear() / 100,
                                        d.thanPencePerYear() / 100,
                                        d.allQuarters(),
                                        d.lastYear(),
                                        d.overdueAtEnd()))
                        .toList());
    }

    private String quarters() {
        return csv(
                "budget_pounds_a_year,quarter,on_time_share,genomes_reported,overdue",
                rows(budget ->
                        budget.outcome().quarters().stream()
                                .map(q ->
                                        row(
                                                pounds(budget),
                                                q.quarter(),
                                                q.onTimeShare(),
                                                q.genomes(),
                                                q.overdue()))
                                .toList()));
    }

    private String legend(BudgetComparison.Budget budget) {
        return String.format(Locale.ROOT, "£%,d a year", budget.budgetPencePerYear() / 100);
    }

    /// Everybody at work, of all laboratories and roles.
    private LinePlot atWork() {
        List<LinePlot.Series> series = new ArrayList<>();
        for (BudgetComparison.Budget budget : comparison.budgets()) {
            List<Double> sums = new ArrayList<>();
            int quarters = budget.outcome().quarters().size();
            for (int quarter = 0; quarter < quarters; quarter++) {
                int q = quarter;
                sums.add(
                        budget.forecast().posts().stream()
                                .mapToDouble(p -> p.quarters().get(q).atWork().mean())
                                .sum());
            }
            series.add(new LinePlot.Series(legend(budget), sums));
        }
        return new LinePlot(
                "People at work by training budget",
                "Whole-time equivalents at work, without leave, absence and teaching, of all roles and laboratories, by quarter of plan %s. The numbers stand in wte.csv."
                        .formatted(comparison.plan()),
                "whole-time equivalents",
                series);
    }

    private LinePlot onTime() {
        return outcomePlot(
                "Reports on time by training budget",
                "Share of reports issued on time, of those issued or due, by quarter of plan %s. The numbers stand in quarters.csv.",
                "share on time",
                BudgetComparison.QuarterOutcome::onTimeShare);
    }

    private LinePlot genomes() {
        return outcomePlot(
                "Whole genomes reported by training budget",
                "Whole-genome cases reported in each quarter of plan %s. The numbers stand in quarters.csv.",
                "cases a quarter",
                BudgetComparison.QuarterOutcome::genomes);
    }

    private LinePlot outcomePlot(
            String title,
            String description,
            String unit,
            ToDoubleFunction<BudgetComparison.QuarterOutcome> of) {
        return new LinePlot(
                title,
                description.replace("%s", comparison.plan()),
                unit,
                comparison.budgets().stream()
                        .map(b ->
                                new LinePlot.Series(
                                        legend(b),
                                        b.outcome().quarters().stream()
                                                .map(of::applyAsDouble)
                                                .toList()))
                        .toList());
    }

    /// Of the first budget.
    private LinePlot coursePlot() {
        BudgetComparison.Budget first = comparison.budgets().getFirst();
        return new LinePlot(
                "Places on courses that are asked for",
                "Places on each course by quarter of plan %s with the first budget, with the band of nine worlds in ten. The numbers stand in courses.csv."
                        .formatted(comparison.plan()),
                "places a quarter",
                first.forecast().courses().stream()
                        .map(c ->
                                new LinePlot.Series(
                                        c.course(),
                                        c.quarters().stream().map(q -> q.all().mean()).toList(),
                                        c.quarters().stream().map(q -> q.all().low()).toList(),
                                        c.quarters().stream().map(q -> q.all().high()).toList()))
                        .toList());
    }
}
