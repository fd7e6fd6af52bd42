package org.opengms.planning.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opengms.datafile.DataFile;

/// A summary as JSON, CSV and SVG.
final class SummaryFiles {
    private static final DataFile<SimulationSummary> SUMMARY =
            new DataFile<>(SimulationSummary.class, "a simulation summary", "OGMS-6109", s -> s);
    private static final DataFile<ScenarioSimulation> RUN =
            new DataFile<>(ScenarioSimulation.class, "a simulation run", "OGMS-6109", s -> s);

    private final SimulationSummary summary;

    SummaryFiles(SimulationSummary summary) {
        this.summary = summary;
    }

    /// The summary's fields and the speed, in one object.
    static String json(ScenarioSimulation run) {
        return RUN.text(run);
    }

    void write(Path folder) {
        try {
            Files.createDirectories(folder);
            SUMMARY.write(summary, folder.resolve("summary.json"));
            Files.writeString(folder.resolve("turnaround.csv"), turnaround());
            Files.writeString(folder.resolve("quarters.csv"), quarters());
            Files.writeString(folder.resolve("stations.csv"), stations());
            Files.writeString(folder.resolve("storage.csv"), storage());
            Files.writeString(folder.resolve("on-time.svg"), onTimePlot().svg());
            Files.writeString(folder.resolve("backlog.svg"), backlogPlot().svg());
            Files.writeString(folder.resolve("utilisation.svg"), utilisationPlot().svg());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "OGMS-6109 Cannot write the results to %s. Check the path, its permissions and the space left."
                            .formatted(folder),
                    e);
        }
    }

    private String turnaround() {
        return csv(
                "class,reported,p50_days,p50_lower,p50_upper,p90_days,p90_lower,p90_upper,p95_days,p95_lower,p95_upper,on_time_share,on_time_lower,on_time_upper",
                summary.turnaround().stream()
                        .map(t ->
                                row(
                                        t.name(),
                                        String.valueOf(t.reported()),
                                        cells(t.p50Days()),
                                        cells(t.p90Days()),
                                        cells(t.p95Days()),
                                        cells(t.onTimeShare()))));
    }

    private String quarters() {
        return csv(
                "quarter,on_time_share,on_time_lower,on_time_upper,in_progress,in_progress_lower,in_progress_upper,overdue,overdue_lower,overdue_upper,levels_hold_share,binding_station,binding_replications"
                        + names().stream().map(n -> "," + n).collect(Collectors.joining()),
                summary.quarters().stream()
                        .map(q ->
                                row(
                                        String.valueOf(q.quarter()),
                                        cells(Optional.of(q.onTimeShare())),
                                        cells(Optional.of(q.inProgress())),
                                        cells(Optional.of(q.overdue())),
                                        number(q.levelsHold()),
                                        q.bindings().getFirst().station(),
                                        String.valueOf(q.bindings().getFirst().replications()),
                                        byClass(q).values().stream()
                                                .map(SummaryFiles::number)
                                                .collect(Collectors.joining(",")))));
    }

    private List<String> names() {
        return summary.quarters().stream()
                .flatMap(q -> q.onTimeShareByClass().stream())
                .map(SimulationSummary.ClassShare::name)
                .distinct()
                .sorted()
                .toList();
    }

    /// Every class's share; not a number where the class is not in the quarter.
    private Map<String, Double> byClass(SimulationSummary.Quarter quarter) {
        Map<String, Double> shares = new LinkedHashMap<>();
        names().forEach(n -> shares.put(n, Double.NaN));
        quarter.onTimeShareByClass().forEach(c -> shares.put(c.name(), c.onTimeShare()));
        return shares;
    }

    private String stations() {
        return csv(
                "quarter,station,utilisation,mean_waiting,waiting_hours",
                summary.quarters().stream()
                        .flatMap(q ->
                                q.stations().stream()
                                        .map(s ->
                                                row(
                                                        String.valueOf(q.quarter()),
                                                        s.station(),
                                                        number(s.utilisation()),
                                                        number(s.meanWaiting()),
                                                        number(s.waitingHours())))));
    }

    private String storage() {
        return csv(
                "quarter,laboratory,used_terabytes,free_share",
                summary.quarters().stream()
                        .flatMap(q ->
                                q.storage().stream()
                                        .map(s ->
                                                row(
                                                        String.valueOf(q.quarter()),
                                                        s.laboratory(),
                                                        number(s.usedTerabytes()),
                                                        number(s.freeShare())))));
    }

    private LinePlot onTimePlot() {
        Map<String, List<Double>> lines = new LinkedHashMap<>();
        names().forEach(n -> lines.put(n, new ArrayList<>()));
        for (SimulationSummary.Quarter quarter : summary.quarters()) {
            Map<String, Double> shares = byClass(quarter);
            lines.forEach((name, values) -> values.add(shares.getOrDefault(name, Double.NaN)));
        }
        return plot(
                "Reports on time by quarter",
                "Share of reports issued on time, of those issued or due, by class and quarter of scenario %s. The numbers stand in quarters.csv.",
                "share on time",
                lines);
    }

    private LinePlot backlogPlot() {
        Map<String, List<Double>> lines = new LinkedHashMap<>();
        lines.put(
                "in progress",
                summary.quarters().stream().map(q -> q.inProgress().estimate()).toList());
        lines.put("overdue", summary.quarters().stream().map(q -> q.overdue().estimate()).toList());
        return plot(
                "Cases in progress and overdue",
                "Cases in progress and those of them overdue at the end of each quarter of scenario %s. The numbers stand in quarters.csv.",
                "cases",
                lines);
    }

    /// The stations that are busiest in any quarter, at most eight.
    private LinePlot utilisationPlot() {
        Map<String, List<Double>> all = new LinkedHashMap<>();
        for (SimulationSummary.Quarter quarter : summary.quarters()) {
            quarter.stations()
                    .forEach(s ->
                            all.computeIfAbsent(s.station(), _ -> new ArrayList<>())
                                    .add(s.utilisation()));
        }
        Map<String, List<Double>> busiest = new LinkedHashMap<>();
        all.entrySet().stream()
                .sorted(
                        Comparator.comparingDouble(e ->
                                -e.getValue().stream()
                                        .mapToDouble(Double::doubleValue)
                                        .max()
                                        .orElse(0)))
                .limit(8)
                .forEach(e -> busiest.put(e.getKey(), e.getValue()));
        return plot(
                "Utilisation of the busiest stations",
                "Busy over available hours of the eight busiest stations by quarter of scenario %s. The numbers of all stations stand in stations.csv.",
                "utilisation",
                busiest);
    }

    private LinePlot plot(
            String title, String description, String unit, Map<String, List<Double>> lines) {
        return new LinePlot(
                title,
                description.replace("%s", summary.scenario()),
                unit,
                lines.entrySet().stream()
                        .map(e -> new LinePlot.Series(e.getKey(), e.getValue()))
                        .toList());
    }

    private static String csv(String heading, Stream<String> rows) {
        return Stream.concat(Stream.of(heading), rows)
                .map(row -> row + "\n")
                .collect(Collectors.joining());
    }

    private static String row(String... cells) {
        return String.join(",", cells);
    }

    private static String cells(Optional<SimulationSummary.Estimate> estimate) {
        return estimate.map(e ->
                        number(e.estimate())
                                + ","
                                + e.lower().map(SummaryFiles::number).orElse("")
                                + ","
                                + e.upper().map(SummaryFiles::number).orElse(""))
                .orElse(",,");
    }

    private static String number(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.6g", value) : "";
    }
}
