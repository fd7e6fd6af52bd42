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
    private final JobRows rows;

    public JdbcForecasts(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.rows = new JobRows(jdbc, "workforce_forecast", "");
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
        return rows.text("question", id.value()).map(ForecastQuestion::of);
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
        rows.waitAgain(id.value());
    }

    @Override
    public void done(ForecastId id, String result, Instant at) {
        rows.done(id.value(), result, at);
    }

    @Override
    public void failed(ForecastId id, String problem, Instant at) {
        rows.failed(id.value(), problem, at);
    }

    @Override
    public void cancelled(ForecastId id, Instant at) {
        rows.cancelled(id.value(), at);
    }

    @Override
    public void wantCancel(ForecastId id, Instant at) {
        rows.wantCancel(id.value(), at);
    }

    @Override
    public Optional<String> result(ForecastId id) {
        return rows.text("result", id.value());
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
        return rows.delete(id.value());
    }
}
