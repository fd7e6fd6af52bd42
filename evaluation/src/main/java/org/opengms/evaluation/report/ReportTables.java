package org.opengms.evaluation.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.opengms.datafile.DataFile;
import org.opengms.disclosure.PublishedCount;
import org.opengms.evaluation.protocol.Protocol;
import org.opengms.evaluation.run.PublishedFinding;
import org.opengms.evaluation.run.Result;

/// The report as a Frictionless data package: every finding with its limits, counts, assumption and
/// query, what is missing, what was left out, and the methods.
final class ReportTables {
    private static final DataFile<Descriptor> FILE =
            new DataFile<>(Descriptor.class, "a report's data package", "OGMS-9060", d -> d);

    record Descriptor(
            String profile, String name, String title, About opengms, List<Resource> resources) {
        Descriptor {
            resources = List.copyOf(resources);
        }
    }

    record About(
            String format,
            String snapshot,
            String snapshotDay,
            String snapshotSource,
            String protocol,
            String protocolVersion,
            String protocolStanding) {}

    record Resource(
            String name,
            String profile,
            String path,
            String format,
            String encoding,
            long bytes,
            String hash,
            Schema schema) {}

    record Schema(List<Field> fields) {
        Schema {
            fields = List.copyOf(fields);
        }
    }

    record Field(String name, String type) {}

    private ReportTables() {}

    static SortedMap<String, byte[]> files(Report report) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        List<Resource> resources = new ArrayList<>();
        add(
                files,
                resources,
                "findings",
                List.of(
                        "estimand:string",
                        "measure:string",
                        "field:string",
                        "category:string",
                        "people:integer",
                        "identification:string",
                        "assumption:string",
                        "estimate:number",
                        "lower:number",
                        "upper:number",
                        "setLower:number",
                        "setUpper:number",
                        "why:string",
                        "query:string"),
                report.findings().findings().stream().map(f -> row(report, f)).toList());
        List<List<String>> counts = new ArrayList<>();
        List<List<String>> missing = new ArrayList<>();
        for (PublishedFinding f : report.findings().findings()) {
            f.states()
                    .forEach((state, count) ->
                            counts.add(
                                    List.of(
                                            f.estimand(),
                                            f.stratum().field(),
                                            f.stratum().category(),
                                            state,
                                            count(count))));
            f.missing()
                    .forEach((reason, count) ->
                            missing.add(List.of(f.estimand(), reason, count(count))));
        }
        add(
                files,
                resources,
                "counts",
                List.of(
                        "estimand:string",
                        "field:string",
                        "category:string",
                        "state:string",
                        "people:integer"),
                counts);
        add(
                files,
                resources,
                "missing",
                List.of("estimand:string", "reason:string", "people:integer"),
                missing);
        add(
                files,
                resources,
                "methods",
                List.of("estimand:string", "method:string"),
                report.methods().entrySet().stream()
                        .map(e -> List.of(e.getKey(), e.getValue()))
                        .toList());
        add(
                files,
                resources,
                "checklist",
                List.of("item:string", "answered:string"),
                report.checklist().stream().map(c -> List.of(c.item(), c.answered())).toList());
        Protocol protocol = report.findings().protocol();
        Descriptor descriptor =
                new Descriptor(
                        "tabular-data-package",
                        report.findings().snapshot().name() + "-evaluation",
                        report.title(),
                        new About(
                                "opengms-evaluation-report-1",
                                "sha256:" + report.findings().snapshotHash(),
                                report.findings().snapshot().day().toString(),
                                report.findings().snapshot().source(),
                                "sha256:" + report.standing().hash(),
                                protocol.version(),
                                report.standing().kind().name()),
                        resources);
        files.put("datapackage.json", FILE.text(descriptor).getBytes(StandardCharsets.UTF_8));
        files.put("protocol.json", protocol.text().getBytes(StandardCharsets.UTF_8));
        return files;
    }

    private static List<String> row(Report report, PublishedFinding f) {
        List<String> row = new ArrayList<>();
        row.add(f.estimand());
        row.add(
                report.findings().protocol().estimands().stream()
                        .filter(e -> e.id().equals(f.estimand()))
                        .findFirst()
                        .orElseThrow()
                        .measure()
                        .name());
        row.add(f.stratum().field());
        row.add(f.stratum().category());
        row.add(count(f.people()));
        switch (f.result()) {
            case Result.Identified(var interval, var assumption) ->
                    row.addAll(
                            List.of(
                                    assumption.isPresent() ? "IDENTIFIED_UNDER" : "IDENTIFIED",
                                    assumption.orElse(""),
                                    Numbers.plain(interval.estimate()),
                                    Numbers.plain(interval.lower()),
                                    Numbers.plain(interval.upper()),
                                    "",
                                    "",
                                    ""));
            case Result.NotIdentified(var set, var limits) ->
                    row.addAll(
                            List.of(
                                    "NOT_IDENTIFIED",
                                    "",
                                    "",
                                    Numbers.plain(limits.lower()),
                                    Numbers.plain(limits.upper()),
                                    Numbers.plain(set.lower()),
                                    Numbers.plain(set.upper()),
                                    ""));
            case Result.NotEstimable(String why) ->
                    row.addAll(List.of("NOT_ESTIMABLE", "", "", "", "", "", "", why));
            case Result.NotShown _ ->
                    row.addAll(
                            List.of(
                                    "NOT_SHOWN",
                                    "",
                                    "",
                                    "",
                                    "",
                                    "",
                                    "",
                                    "too few to show, or others could be worked out"));
        }
        row.add(f.query());
        return row;
    }

    static String count(PublishedCount count) {
        return switch (count) {
            case PublishedCount.Shown(long rounded) -> Long.toString(rounded);
            case PublishedCount.Hidden _ -> "";
        };
    }

    private static void add(
            SortedMap<String, byte[]> files,
            List<Resource> resources,
            String name,
            List<String> columns,
            List<List<String>> rows) {
        StringBuilder text = new StringBuilder();
        line(text, columns.stream().map(c -> c.substring(0, c.indexOf(':'))).toList());
        rows.forEach(row -> line(text, row));
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        files.put(name + ".csv", bytes);
        resources.add(
                new Resource(
                        name,
                        "tabular-data-resource",
                        name + ".csv",
                        "csv",
                        "utf-8",
                        bytes.length,
                        "sha256:" + sha256(bytes),
                        new Schema(
                                columns.stream()
                                        .map(c ->
                                                new Field(
                                                        c.substring(0, c.indexOf(':')),
                                                        c.substring(c.indexOf(':') + 1)))
                                        .toList())));
    }

    private static void line(StringBuilder text, List<String> fields) {
        text.append(
                fields.stream()
                        .map(f ->
                                f.contains(",") || f.contains("\"") || f.contains("\n")
                                        ? '"' + f.replace("\"", "\"\"") + '"'
                                        : f)
                        .collect(Collectors.joining(",", "", "\n")));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
