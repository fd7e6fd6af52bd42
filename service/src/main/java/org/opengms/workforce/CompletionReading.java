package org.opengms.workforce;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.opengms.consent.ConsentStatement;
import org.opengms.csv.CsvProblem;
import org.opengms.csv.CsvTable;
import org.opengms.transparency.merkle.Hash;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads completions of courses: xAPI statements (Experience API 1.0.3, ADL; one or an array) and a
/// list as comma-separated values. A wrong row is told with its place and field, and the others are
/// read.
final class CompletionReading {
    /// The most rows or statements taken at once.
    static final int MOST = 5_000;

    /// The verbs that say that a course is done.
    private static final Set<String> DONE =
            Set.of(
                    "http://adlnet.gov/expapi/verbs/completed",
                    "http://adlnet.gov/expapi/verbs/passed");

    private static final JsonMapper JSON =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(30)
                                                    .maxStringLength(10_000)
                                                    .build())
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .build();

    private static final List<String> COLUMNS =
            List.of("subject", "course", "completed_on", "score_percent", "reference");

    private final List<Completion> completions = new ArrayList<>();
    private final List<CompletionProblem> problems = new ArrayList<>();

    private CompletionReading() {}

    List<Completion> completions() {
        return List.copyOf(completions);
    }

    List<CompletionProblem> problems() {
        return List.copyOf(problems);
    }

    /// @throws IllegalArgumentException if it is no JSON, or there is too much
    static CompletionReading xapi(byte[] json) {
        JsonNode root;
        try {
            root = JSON.readTree(json);
        } catch (JacksonException notJson) {
            throw new IllegalArgumentException(
                    "OGMS-8840 This is not JSON: line %d."
                            .formatted(
                                    notJson.getLocation() == null
                                            ? 1
                                            : notJson.getLocation().getLineNr()),
                    notJson);
        }
        List<JsonNode> statements = new ArrayList<>();
        if (root.isArray()) {
            root.forEach(statements::add);
        } else {
            statements.add(root);
        }
        bound(statements.size());
        CompletionReading reading = new CompletionReading();
        for (int i = 0; i < statements.size(); i++) {
            reading.statement(statements.get(i), "statement " + (i + 1));
        }
        return reading;
    }

    private static void bound(int size) {
        if (size > MOST) {
            throw new IllegalArgumentException(
                    "OGMS-8841 At most %d are taken at once; there are %d. Send them in parts."
                            .formatted(MOST, size));
        }
    }

    private void statement(JsonNode statement, String where) {
        if (!statement.isObject()) {
            problem(where, "", "a statement is an object.");
            return;
        }
        Optional<UUID> id = uuid(statement.path("id").asString(""));
        if (id.isEmpty()) {
            problem(where, "id", "give the statement's id, a UUID; by it nothing is taken twice.");
            return;
        }
        Optional<StaffId> who =
                StaffId.find(statement.path("actor").path("account").path("name").asString(""));
        if (who.isEmpty()) {
            problem(
                    where,
                    "actor.account.name",
                    "give the account by which the person signs in here.");
            return;
        }
        if (!DONE.contains(statement.path("verb").path("id").asString(""))) {
            problem(where, "verb.id", "only completed and passed count.");
            return;
        }
        JsonNode result = statement.path("result");
        boolean failed =
                (result.path("success").isBoolean() && !result.path("success").asBoolean())
                        || (result.path("completion").isBoolean()
                                && !result.path("completion").asBoolean());
        if (failed) {
            problem(where, "result.success", "it was not passed.");
            return;
        }
        String activity = statement.path("object").path("id").asString("");
        if (activity.isEmpty() || activity.length() > 500) {
            problem(where, "object.id", "give the id of the activity.");
            return;
        }
        Optional<LocalDate> on = instantDay(statement.path("timestamp").asString(""));
        if (on.isEmpty()) {
            problem(
                    where,
                    "timestamp",
                    "give an ISO 8601 timestamp with its offset, such as 2026-03-02T10:00:00Z.");
            return;
        }
        JsonNode scaled = result.path("score").path("scaled");
        Optional<Integer> score = scaled.isMissingNode() ? Optional.empty() : scaled(scaled);
        if (!scaled.isMissingNode() && score.isEmpty()) {
            problem(where, "result.score.scaled", "it must be a number from 0 to 1.");
            return;
        }
        completions.add(
                new Completion(
                        where,
                        "xapi:" + id.get(),
                        "xapi:" + id.get(),
                        who.get(),
                        activity,
                        on.get(),
                        score));
    }

    /// Scaled scores run from -1 to 1; a course that was passed has none below 0.
    private static Optional<Integer> scaled(JsonNode node) {
        if (!node.isNumber()) {
            return Optional.empty();
        }
        BigDecimal value = node.decimalValue();
        return value.signum() < 0 || value.compareTo(BigDecimal.ONE) > 0
                ? Optional.empty()
                : Optional.of(
                        value.movePointRight(2).setScale(0, RoundingMode.HALF_UP).intValueExact());
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return text.length() == 36 ? Optional.of(UUID.fromString(text)) : Optional.empty();
        } catch (IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }

    private static Optional<LocalDate> instantDay(String text) {
        try {
            return Optional.of(ConsentStatement.day(OffsetDateTime.parse(text).toInstant()));
        } catch (DateTimeException notOne) {
            return Optional.empty();
        }
    }

    /// @throws IllegalArgumentException if it is no such list, or there is too much
    static CompletionReading csv(String text) {
        List<CsvTable.Row> rows;
        try {
            rows =
                    CsvTable.parse(
                                    text,
                                    new CsvTable.Form(
                                            ',',
                                            CsvTable.StrayQuotes.REFUSED,
                                            MOST + 1,
                                            COLUMNS.size()))
                            .rows();
        } catch (CsvProblem unreadable) {
            throw new IllegalArgumentException(
                    "OGMS-8842 %s".formatted(unreadable.getMessage()), unreadable);
        }
        if (rows.isEmpty()
                || !rows.getFirst().fields().stream().map(String::strip).toList().equals(COLUMNS)) {
            throw new IllegalArgumentException(
                    "OGMS-8842 The first line must name the columns: %s."
                            .formatted(String.join(",", COLUMNS)));
        }
        CompletionReading reading = new CompletionReading();
        for (CsvTable.Row row : rows.subList(1, rows.size())) {
            if (!row.isBlank()) {
                reading.row(row);
            }
        }
        return reading;
    }

    private void row(CsvTable.Row row) {
        String where = "row " + row.number();
        Optional<StaffId> who = StaffId.find(row.field(0));
        if (who.isEmpty()) {
            problem(where, "subject", "give the subject by which the person signs in here.");
            return;
        }
        String course = row.field(1);
        if (course.isEmpty() || course.length() > 500) {
            problem(where, "course", "give the course's code or the id of its activity.");
            return;
        }
        LocalDate on;
        try {
            on = LocalDate.parse(row.field(2));
        } catch (DateTimeException notOne) {
            problem(where, "completed_on", "give a day such as 2026-03-02.");
            return;
        }
        Optional<Integer> score = Optional.empty();
        if (!row.field(3).isEmpty()) {
            if (!row.field(3).matches("[0-9]{1,3}") || Integer.parseInt(row.field(3), 10) > 100) {
                problem(where, "score_percent", "give a whole number from 0 to 100, or nothing.");
                return;
            }
            score = Optional.of(Integer.parseInt(row.field(3), 10));
        }
        if (row.field(4).isEmpty() || row.field(4).length() > 200) {
            problem(where, "reference", "give who vouches for it, in at most 200 characters.");
            return;
        }
        completions.add(
                new Completion(
                        where,
                        "csv:" + digest(who.get().value(), course, on.toString(), row.field(4)),
                        row.field(4),
                        who.get(),
                        course,
                        on,
                        score));
    }

    /// What a row is about, whatever list it stands in and however often it is sent.
    private static String digest(String... parts) {
        return HexFormat.of()
                .formatHex(
                        Hash.sha256(String.join("\n", parts).getBytes(StandardCharsets.UTF_8))
                                .bytes());
    }

    private void problem(String where, String field, String words) {
        problems.add(new CompletionProblem(where, field, words));
    }
}
