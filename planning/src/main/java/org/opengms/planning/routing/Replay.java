package org.opengms.planning.routing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Decides recorded requests again and says where the result is not what the record says. A line
/// that cannot be read is told and the others go on.
public final class Replay {
    /// The most differences told of one line.
    private static final int MOST_DIFFERENCES = 20;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<String, Set<String>> sumsOfRequest = new HashMap<>();
    private final Set<String> overridden = new HashSet<>();
    private final List<Problem> problems = new ArrayList<>();
    private int lines;
    private int identical;
    private int overrides;

    private Replay() {}

    /// What came of a file.
    ///
    /// @param lines that are not blank
    /// @param identical decisions that come out to the byte as recorded
    /// @param overrides read without a fault
    /// @param overriddenRequests how many different requests they are about
    /// @param problems by line
    public record Report(
            int lines,
            int identical,
            int overrides,
            int overriddenRequests,
            List<Problem> problems) {
        /// Keeps the list as it is.
        public Report {
            problems = List.copyOf(problems);
        }

        /// Whether every line is as it should be.
        public boolean isClean() {
            return problems.isEmpty();
        }
    }

    /// What is wrong with a line.
    ///
    /// @param line from 1
    /// @param request its id, if the line says it
    /// @param fault of what kind
    /// @param details what differs, or why the line cannot be read
    public record Problem(int line, Optional<String> request, Fault fault, List<String> details) {
        /// Keeps the list as it is.
        public Problem {
            details = List.copyOf(details);
        }
    }

    /// Kinds of faults.
    public enum Fault {
        /// The line is no record.
        DAMAGED,
        /// Another form of record, written by another version.
        OTHER_FORMAT,
        /// The line is not what was written: its sum or form differs.
        ALTERED,
        /// The same inputs give another decision.
        DECIDED_OTHERWISE,
        /// An override of a decision that is not in the file before it.
        WITHOUT_DECISION
    }

    /// Replays a file of lines; one whose name ends in `.gz` is unpacked first.
    ///
    /// @throws UncheckedIOException if it cannot be read
    public static Report of(Path file) {
        try (InputStream stored = Files.newInputStream(file);
                InputStream in =
                        file.toString().endsWith(".gz") ? new GZIPInputStream(stored) : stored;
                BufferedReader reader =
                        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return of(reader.lines().iterator());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "OGMS-6234 Cannot read decisions from %s. Check the path and its permissions."
                            .formatted(file),
                    e);
        }
    }

    /// Replays lines in their order.
    public static Report of(Iterable<String> lines) {
        return of(lines.iterator());
    }

    private static Report of(Iterator<String> lines) {
        Replay replay = new Replay();
        int number = 0;
        while (lines.hasNext()) {
            String line = lines.next();
            number++;
            if (!line.isBlank()) {
                replay.lines++;
                replay.line(number, line);
            }
        }
        return new Report(
                replay.lines,
                replay.identical,
                replay.overrides,
                replay.overridden.size(),
                replay.problems);
    }

    private void line(int number, String line) {
        try {
            JsonNode format = JSON.readTree(line).path("format");
            if (format.isInt() && format.intValue() != RoutingRecord.FORMAT) {
                tell(
                        number,
                        Optional.empty(),
                        Fault.OTHER_FORMAT,
                        List.of(
                                "format: recorded %d, this version replays %d"
                                        .formatted(format.intValue(), RoutingRecord.FORMAT)));
                return;
            }
            RoutingRecord record = RoutingRecord.parse(line, "line " + number);
            switch (record) {
                case DecisionRecord decision -> decision(number, line, decision);
                case OverrideRecord override -> override(number, line, override);
            }
        } catch (JacksonException e) {
            tell(
                    number,
                    Optional.empty(),
                    Fault.DAMAGED,
                    List.of(e.getOriginalMessage().lines().findFirst().orElse("no reason given")));
        } catch (IllegalArgumentException e) {
            tell(number, Optional.empty(), Fault.DAMAGED, List.of(String.valueOf(e.getMessage())));
        }
    }

    private void decision(int number, String line, DecisionRecord record) {
        Optional<String> request = Optional.of(record.request());
        sumsOfRequest.computeIfAbsent(record.request(), _ -> new TreeSet<>()).add(record.sha256());
        List<String> altered = altered(line, record);
        DecisionRecord again = record.again();
        List<String> differences = new ArrayList<>(altered);
        differ("", tree(record.withoutSum()), tree(again.withoutSum()), differences);
        if (differences.size() > altered.size()) {
            tell(number, request, Fault.DECIDED_OTHERWISE, differences);
        } else if (!altered.isEmpty()) {
            tell(number, request, Fault.ALTERED, altered);
        } else {
            identical++;
        }
    }

    private void override(int number, String line, OverrideRecord record) {
        Optional<String> request = Optional.of(record.request());
        List<String> altered = altered(line, record);
        Set<String> decided = sumsOfRequest.getOrDefault(record.request(), Set.of());
        if (!altered.isEmpty()) {
            tell(number, request, Fault.ALTERED, altered);
        } else if (!decided.contains(record.decisionSha256())) {
            tell(
                    number,
                    request,
                    Fault.WITHOUT_DECISION,
                    List.of(
                            "decisionSha256: recorded %s, the request's decisions before it have %s"
                                    .formatted(
                                            record.decisionSha256(),
                                            decided.isEmpty()
                                                    ? "none"
                                                    : String.join(", ", decided))));
        } else {
            overrides++;
            overridden.add(record.request());
        }
    }

    private static List<String> altered(String line, RoutingRecord record) {
        List<String> altered = new ArrayList<>();
        String expected = record.expectedSum();
        if (!record.sha256().equals(expected)) {
            altered.add(
                    "sha256: recorded %s, the line has %s".formatted(record.sha256(), expected));
        }
        if (!line.equals(record.line())) {
            altered.add("the line is not in the form in which records are written");
        }
        return altered;
    }

    private void tell(int line, Optional<String> request, Fault fault, List<String> details) {
        problems.add(new Problem(line, request, fault, details));
    }

    private static JsonNode tree(RoutingRecord record) {
        return JSON.readTree(record.line());
    }

    private static void differ(
            String path, JsonNode recorded, JsonNode again, List<String> differences) {
        if (recorded.equals(again) || differences.size() >= MOST_DIFFERENCES) {
            return;
        }
        if (recorded.isObject() && again.isObject()) {
            Set<String> names = new TreeSet<>(recorded.propertyNames());
            names.addAll(again.propertyNames());
            for (String name : names) {
                differ(
                        path.isEmpty() ? name : path + "." + name,
                        recorded.path(name),
                        again.path(name),
                        differences);
            }
        } else if (recorded.isArray() && again.isArray() && recorded.size() == again.size()) {
            for (int i = 0; i < recorded.size(); i++) {
                differ(path + "[" + i + "]", recorded.path(i), again.path(i), differences);
            }
        } else {
            differences.add(
                    "%s: recorded %s, decided again %s"
                            .formatted(path, shown(recorded), shown(again)));
        }
    }

    private static String shown(JsonNode node) {
        return node.isMissingNode() ? "nothing" : node.toString();
    }
}
