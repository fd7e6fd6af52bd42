package org.opengms.server.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opengms.training.AttemptStep;
import org.opengms.training.AttemptStore;
import org.opengms.training.Attempts;
import org.opengms.training.DeedCheck;
import org.opengms.training.ExerciseId;
import org.opengms.training.Practice;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Attempts at exercises in PostgreSQL.
public final class JdbcAttempts implements AttemptStore {
    private final JdbcClient jdbc;

    public JdbcAttempts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Key(String account, String exercise) {}

    private record Row(Key key, AttemptStep step) {
        static Row of(ResultSet row, int n) throws SQLException {
            Instant at = Rows.instant(row, "at");
            return new Row(
                    new Key(row.getString("account"), row.getString("exercise")),
                    switch (row.getString("kind")) {
                        case "BEGUN" -> new AttemptStep.Begun(at, work(row));
                        case "PASSED" ->
                                new AttemptStep.Passed(at, row.getObject("statement", UUID.class));
                        default ->
                                new AttemptStep.Missed(
                                        at,
                                        Arrays.stream((String[]) row.getArray("missing").getArray())
                                                .map(DeedCheck::valueOf)
                                                .toList());
                    });
        }
    }

    private static Optional<Practice> work(ResultSet row) throws SQLException {
        String words = row.getString("work_words");
        return words == null
                ? Optional.empty()
                : Optional.of(new Practice(words, row.getString("work_path")));
    }

    @Override
    public List<Attempts> of(String account) {
        return folded(
                jdbc.sql(
                                "select * from exercise_step where account = :account order by exercise, number")
                        .param("account", account)
                        .query(Row::of)
                        .list());
    }

    @Override
    public List<Attempts> all() {
        return folded(
                jdbc.sql("select * from exercise_step order by account, exercise, number")
                        .query(Row::of)
                        .list());
    }

    private static List<Attempts> folded(List<Row> rows) {
        Map<Key, List<AttemptStep>> steps = new LinkedHashMap<>();
        rows.forEach(
                row -> steps.computeIfAbsent(row.key(), k -> new ArrayList<>()).add(row.step()));
        return steps.entrySet().stream()
                .map(e ->
                        new Attempts(
                                e.getKey().account(),
                                new ExerciseId(e.getKey().exercise()),
                                e.getValue()))
                .toList();
    }

    @Override
    public boolean append(
            String account, ExerciseId exercise, int known, AttemptStep step, String version) {
        String kind = "BEGUN";
        UUID statement = null;
        String[] missing = {};
        Optional<Practice> work = Optional.empty();
        switch (step) {
            case AttemptStep.Begun begun -> work = begun.work();
            case AttemptStep.Missed(Instant _, List<DeedCheck> left) -> {
                kind = "MISSED";
                missing = left.stream().map(Enum::name).toArray(String[]::new);
            }
            case AttemptStep.Passed(Instant _, UUID told) -> {
                kind = "PASSED";
                statement = told;
            }
        }
        return jdbc.sql(
                                """
                                insert into exercise_step (account, exercise, number, at, kind, version,
                                    statement, missing, work_words, work_path)
                                values (:account, :exercise, :number, :at, :kind, :version,
                                    cast(:statement as uuid), :missing, :words, :path)
                                on conflict do nothing
                                """)
                        .param("account", account)
                        .param("exercise", exercise.value())
                        .param("number", known + 1)
                        .param("at", Rows.utc(step.at()))
                        .param("kind", kind)
                        .param("version", version)
                        .param("statement", statement == null ? null : statement.toString())
                        .param("missing", missing)
                        .param("words", work.map(Practice::words).orElse(null))
                        .param("path", work.map(Practice::path).orElse(null))
                        .update()
                == 1;
    }
}
