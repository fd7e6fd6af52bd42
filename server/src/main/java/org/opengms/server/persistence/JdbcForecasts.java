package org.opengms.server.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opengms.rollout.RolloutState;
import org.opengms.staffing.ForecastId;
import org.opengms.staffing.ForecastJob;
import org.opengms.staffing.ForecastJobs;
import org.opengms.staffing.ForecastQuestion;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Jobs of forecasting the workforce in PostgreSQL.
public final class JdbcForecasts implements ForecastJobs {
    private static final int LOCK = 0x666f7265;

    private static final String JOB =
            """
            select id, asked_by, asked_name, asked_at, scenario, budgets, worlds, state, done, ended_at, problem,
                cancel_wanted
            from workforce_forecast
            """;

    private final JdbcClient jdbc;

    public JdbcForecasts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void add(ForecastJob job, ForecastQuestion question) {
        jdbc.sql(
                        """
                        insert into workforce_forecast (id, asked_by, asked_name, asked_at, scenario, budgets, worlds,
                            question)
                        values (:id, :by, :name, :at, :scenario, cast(:budgets as bigint[]), :worlds, :question)
                        """)
                .param("id", job.id().value())
                .param("by", job.askedBy())
                .param("name", job.askedName())
                .param("at", Rows.utc(job.askedAt()))
                .param("scenario", job.scenario())
                .param("budgets", job.budgetsPencePerYear().toArray(Long[]::new))
                .param("worlds", job.worlds())
                .param("question", question.text())
                .update();
    }

    @Override
    public Optional<ForecastJob> find(ForecastId id) {
        return jdbc.sql(JOB + "where id = :id")
                .param("id", id.value())
                .query((row, n) -> job(row))
                .optional();
    }

    @Override
    public List<ForecastJob> list() {
        return jdbc.sql(JOB + "order by asked_at desc, id").query((row, n) -> job(row)).list();
    }

    private static ForecastJob job(ResultSet row) throws SQLException {
        return new ForecastJob(
                new ForecastId(row.getObject("id", UUID.class)),
                row.getString("asked_by"),
                row.getString("asked_name"),
                Rows.instant(row, "asked_at"),
                row.getString("scenario"),
                List.of((Long[]) row.getArray("budgets").getArray()),
                row.getInt("worlds"),
                RolloutState.valueOf(row.getString("state")),
                row.getInt("done"),
                Rows.optional(row, "ended_at", OffsetDateTime.class).map(OffsetDateTime::toInstant),
                Rows.text(row, "problem"),
                row.getBoolean("cancel_wanted"));
    }

    @Override
    public void lock() {
        jdbc.sql("select pg_advisory_xact_lock(:lock)")
                .param("lock", LOCK)
                .query((row, n) -> 1)
                .single();
    }

    @Override
    public Optional<ForecastQuestion> question(ForecastId id) {
        return text("question", id).map(ForecastQuestion::of);
    }

    /// @param column one of this class, never of a request
    private Optional<String> text(String column, ForecastId id) {
        return jdbc.sql("select " + column + " from workforce_forecast where id = :id")
                .param("id", id.value())
                .query((row, n) -> Optional.ofNullable(row.getString(1)))
                .optional()
                .flatMap(found -> found);
    }

    @Override
    public Optional<Integer> begin(ForecastId id, Instant at) {
        return jdbc.sql(
                        """
                        update workforce_forecast set state = 'RUNNING', begun = begun + 1, done = 0
                        where id = :id and state in ('WAITING', 'RUNNING') and not cancel_wanted
                        returning begun
                        """)
                .param("id", id.value())
                .query(Integer.class)
                .optional();
    }

    @Override
    public boolean progress(ForecastId id, int done) {
        return jdbc.sql(
                        """
                        update workforce_forecast set done = :done where id = :id and state = 'RUNNING'
                        returning cancel_wanted
                        """)
                .param("id", id.value())
                .param("done", done)
                .query(Boolean.class)
                .optional()
                .orElse(true);
    }

    @Override
    public void waitAgain(ForecastId id) {
        jdbc.sql(
                        "update workforce_forecast set state = 'WAITING' where id = :id and state = 'RUNNING'")
                .param("id", id.value())
                .update();
    }

    @Override
    public void done(ForecastId id, String result, Instant at) {
        jdbc.sql(
                        """
                        update workforce_forecast set state = 'DONE', result = :result, ended_at = :at
                        where id = :id and state in ('WAITING', 'RUNNING')
                        """)
                .param("id", id.value())
                .param("result", result)
                .param("at", Rows.utc(at))
                .update();
    }

    @Override
    public void failed(ForecastId id, String problem, Instant at) {
        jdbc.sql(
                        """
                        update workforce_forecast set state = 'FAILED', problem = :problem, ended_at = :at
                        where id = :id and state in ('WAITING', 'RUNNING')
                        """)
                .param("id", id.value())
                .param("problem", problem)
                .param("at", Rows.utc(at))
                .update();
    }

    @Override
    public void cancelled(ForecastId id, Instant at) {
        jdbc.sql(
                        """
                        update workforce_forecast set state = 'CANCELLED', ended_at = :at
                        where id = :id and state in ('WAITING', 'RUNNING')
                        """)
                .param("id", id.value())
                .param("at", Rows.utc(at))
                .update();
    }

    @Override
    public void wantCancel(ForecastId id, Instant at) {
        jdbc.sql(
                        """
                        update workforce_forecast set cancel_wanted = true,
                            state = case when state = 'WAITING' then 'CANCELLED' else state end,
                            ended_at = case when state = 'WAITING' then :at else ended_at end
                        where id = :id and state in ('WAITING', 'RUNNING')
                        """)
                .param("id", id.value())
                .param("at", Rows.utc(at))
                .update();
    }

    @Override
    public Optional<String> result(ForecastId id) {
        return text("result", id);
    }

    @Override
    public Optional<ForecastId> newestDone() {
        return jdbc.sql(
                        "select id from workforce_forecast where state = 'DONE' order by ended_at desc limit 1")
                .query((row, n) -> new ForecastId(row.getObject("id", UUID.class)))
                .optional();
    }

    @Override
    public boolean delete(ForecastId id) {
        return jdbc.sql(
                                """
                                delete from workforce_forecast
                                where id = :id and state in ('DONE', 'FAILED', 'CANCELLED')
                                """)
                        .param("id", id.value())
                        .update()
                > 0;
    }
}
