package org.opengms.planning.rollout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.opengms.datafile.DataFile;

/// The files of a planner's answer: `rollout.json`, `plan.json`, `schedule.csv`, `quarters.csv` and
/// `quarters.svg`. The same answer gives the same bytes.
public final class RolloutFiles {
    private static final DataFile<RolloutReport> REPORT =
            new DataFile<>(
                    RolloutReport.class,
                    "a roll-out report",
                    "OGMS-6470",
                    UnaryOperator.identity());

    private RolloutFiles() {}

    /// The report as JSON text.
    public static String json(RolloutReport report) {
        return REPORT.text(report);
    }

    /// Writes all files into a directory, which is made if it is not there.
    public static void write(RolloutPlanner.Answer answer, Path directory) {
        RolloutReport report = answer.report();
        try {
            Files.createDirectories(directory);
            REPORT.write(report, directory.resolve("rollout.json"));
            answer.plan().write(directory.resolve("plan.json"));
            Files.writeString(directory.resolve("schedule.csv"), scheduleCsv(report));
            Files.writeString(directory.resolve("quarters.csv"), quartersCsv(report));
            Files.writeString(directory.resolve("quarters.svg"), chart(report));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "OGMS-6470 Cannot write the roll-out to %s. Check the path, its permissions and the space left."
                            .formatted(directory),
                    e);
        }
    }

    /// What begins when, as the text of `schedule.csv`.
    public static String scheduleCsv(RolloutReport report) {
        StringBuilder csv =
                new StringBuilder(
                        "quarter,works_quarter,option,units,state,cost_pence,payer,name\n");
        for (RolloutReport.Scheduled each : report.schedule()) {
            csv.append(each.quarter())
                    .append(',')
                    .append(each.worksQuarter())
                    .append(',')
                    .append(quoted(each.option()))
                    .append(',')
                    .append(each.units())
                    .append(',')
                    .append(each.state())
                    .append(',')
                    .append(each.costPence())
                    .append(',')
                    .append(quoted(each.payer()))
                    .append(',')
                    .append(quoted(each.name()))
                    .append('\n');
        }
        return csv.toString();
    }

    private static String quoted(String field) {
        return '"' + field.replace("\"", "\"\"") + '"';
    }

    /// Spending, sites and what limits, by quarter, as the text of `quarters.csv`. The cells of
    /// sites are empty where a report that was kept does not tell them.
    public static String quartersCsv(RolloutReport report) {
        StringBuilder csv =
                new StringBuilder(
                        "quarter,budget_pence,spending_pence,sites_digitised_if_in_time,sites_gone_live_if_in_time,levels_held_share,binding_resource,binding_share,binding_load\n");
        for (int q = 0; q < report.cost().byQuarterPence().size(); q++) {
            int quarter = q;
            RolloutReport.Binding binding = report.bindingResources().get(q);
            csv.append(
                    String.format(
                            Locale.ROOT,
                            "%d,%d,%d,%s,%.4f,%s,%.4f,%.4f\n",
                            q,
                            report.cost().budgetPence().get(q),
                            report.cost().byQuarterPence().get(q),
                            report.sites()
                                    .map(sites -> sites.get(quarter))
                                    .map(sites -> sites.digitised() + "," + sites.goneLive())
                                    .orElse(","),
                            binding.heldShare(),
                            quoted(binding.resource()),
                            binding.share(),
                            binding.load()));
        }
        return csv.toString();
    }

    /// By quarter: the share of replications in which all levels held as bars, spending as a line.
    /// The same numbers stand in `quarters.csv`.
    private static String chart(RolloutReport report) {
        List<Long> spending = report.cost().byQuarterPence();
        int count = spending.size();
        long most = Math.max(1, spending.stream().mapToLong(Long::longValue).max().orElse(1));
        int step = 36;
        int height = 200;
        StringBuilder bars = new StringBuilder();
        StringBuilder line = new StringBuilder();
        StringBuilder labels = new StringBuilder();
        for (int q = 0; q < count; q++) {
            double held = report.bindingResources().get(q).heldShare();
            int x = 60 + q * step;
            int bar = (int) Math.round(held * height);
            bars.append(
                    "<rect x=\"%d\" y=\"%d\" width=\"24\" height=\"%d\"><title>Quarter %d: all levels held in %s of replications</title></rect>\n"
                            .formatted(x, 40 + height - bar, bar, q + 1, percent(held)));
            line.append(q == 0 ? "" : " ")
                    .append(x + 12)
                    .append(',')
                    .append(
                            40
                                    + height
                                    - (int) Math.round((double) spending.get(q) / most * height));
            labels.append(
                    "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%d</text>\n"
                            .formatted(x + 12, 60 + height, q + 1));
        }
        int width = 100 + count * step;
        return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" aria-labelledby="title desc" font-family="sans-serif" font-size="12">
        <title id="title">Service levels held and spending by quarter</title>
        <desc id="desc">Bars: share of replications in which every service level held, full height 100 %%. Line: spending, full height £%s million. The numbers are in quarters.csv.</desc>
        <text x="8" y="44">100 %%</text>
        <text x="8" y="%d">0 %%</text>
        <g fill="#005eb8">
        %s</g>
        <polyline fill="none" stroke="#d5281b" stroke-width="3" points="%s"/>
        %s<text x="60" y="24">Bars: levels held. Line: spending, up to £%s million a quarter.</text>
        <text x="%d" y="%d" text-anchor="middle">quarter</text>
        </svg>
        """
                .formatted(
                        width,
                        height + 100,
                        millions(most),
                        44 + height,
                        bars,
                        line,
                        labels,
                        millions(most),
                        width / 2,
                        82 + height);
    }

    static String millions(long pence) {
        return String.format(Locale.ROOT, "%.1f", pence / 1e8);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
