package org.opengms.server.rollout;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.opengms.datafile.DataFile;
import org.opengms.planning.rollout.Deliverability;
import org.opengms.planning.rollout.PlanComparison;
import org.opengms.planning.rollout.RolloutFiles;
import org.opengms.rollout.RolloutResult;

/// A file of a result that can be taken away.
///
/// @param name of the file
/// @param type its media type
/// @param text its content
public record RolloutFile(String name, String type, String text) {
    private static final DataFile<PlanComparison> COMPARISON =
            new DataFile<>(
                    PlanComparison.class,
                    "a comparison of plans",
                    "OGMS-5625",
                    UnaryOperator.identity());

    private static final String JSON = "application/json";
    private static final String CSV = "text/csv;charset=UTF-8";
    private static final String SVG = "image/svg+xml;charset=UTF-8";

    /// The file of a result of this name: `rollout.json` as `opengms plan rollout --json` prints
    /// it, `plan.json`, `schedule.csv`, `quarters.csv`; of a comparison `comparison.json` and
    /// `comparison.csv`; and every plot as SVG.
    public static Optional<RolloutFile> find(RolloutResult result, String name) {
        RolloutPlots plots = RolloutPlots.of(result);
        String plot = name.endsWith(".svg") ? name.substring(0, name.length() - 4) : "";
        if (plots.has(plot)) {
            return Optional.of(new RolloutFile(name, SVG, plots.svg(plot, "")));
        }
        Optional<RolloutFile> judged =
                result.judged()
                        .flatMap(j ->
                                switch (name) {
                                    case "rollout.json" ->
                                            file(name, JSON, RolloutFiles.json(j.report()));
                                    case "plan.json" -> file(name, JSON, j.plan().text());
                                    case "schedule.csv" ->
                                            file(name, CSV, RolloutFiles.scheduleCsv(j.report()));
                                    case "quarters.csv" ->
                                            file(name, CSV, RolloutFiles.quartersCsv(j.report()));
                                    default -> Optional.empty();
                                });
        return judged.isPresent()
                ? judged
                : result.compared()
                        .flatMap(c ->
                                switch (name) {
                                    case "comparison.json" ->
                                            file(name, JSON, COMPARISON.text(c.comparison()));
                                    case "comparison.csv" -> file(name, CSV, csv(c));
                                    default -> Optional.empty();
                                });
    }

    private static Optional<RolloutFile> file(String name, String type, String text) {
        return Optional.of(new RolloutFile(name, type, text));
    }

    /// The names of all files of a result but its plots.
    ///
    /// @param plans that were given
    public static List<String> names(int plans) {
        return plans > 1
                ? List.of("comparison.json", "comparison.csv")
                : List.of("rollout.json", "plan.json", "schedule.csv", "quarters.csv");
    }

    private static String csv(RolloutResult.Compared compared) {
        StringBuilder csv =
                new StringBuilder(
                        "plan,quarter,spending_pence,levels_held_share,binding_resource,binding_share,binding_load\n");
        for (PlanComparison.Row row : compared.comparison().rows()) {
            for (int q = 0; q < row.spendingPence().size(); q++) {
                Deliverability.Quarter quarter = row.deliverability().quarters().get(q);
                csv.append(
                        String.format(
                                Locale.ROOT,
                                "%s,%d,%d,%.4f,%s,%.4f,%.4f\n",
                                quoted(row.plan()),
                                q,
                                row.spendingPence().get(q),
                                quarter.heldShare(),
                                quoted(quarter.binding()),
                                quarter.bindingShare(),
                                quarter.load()));
            }
        }
        return csv.toString();
    }

    private static String quoted(String field) {
        return '"' + field.replace("\"", "\"\"") + '"';
    }
}
