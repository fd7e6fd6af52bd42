package org.opengms.server.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opengms.rollout.RolloutJob;
import org.opengms.rollout.RolloutJobId;
import org.opengms.rollout.RolloutJobs;
import org.opengms.rollout.RolloutProgress;
import org.opengms.rollout.RolloutQuestion;
import org.opengms.rollout.RolloutState;
import org.opengms.rollout.RolloutStep;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Jobs of planning roll-outs in PostgreSQL.
public final class JdbcRollouts implements RolloutJobs {
    private static final String JOB =
            """
            select id, asked_by, asked_name, asked_organisation, asked_at, scenario, catalogue, budget_pence,
                plans, replications, seed, state, cancel_wanted, begun_at, ended_at, step, plan, done, of, held,
                problem, left_out
            from rollout_job
            """;

    private final JdbcClient jdbc;
    private final JobRows rows;

    public JdbcRollouts(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.rows = new JobRows(jdbc, "rollout_job", ", chosen = null");
    }

    @Override
    public void add(RolloutJobId id, RolloutJob.Asked asked, RolloutQuestion question) {
        jdbc.sql(
                        """
                        insert into rollout_job (id, asked_by, asked_name, asked_organisation, asked_at, scenario,
                            catalogue, budget_pence, plans, replications, seed, left_out, question)
                        values (:id, :by, :name, :organisation, :at, :scenario, :catalogue, :budget, :plans,
                            :replications, :seed, cast(:left as text[]), :question)
                        """)
                .param("id", id.value())
                .param("by", asked.by())
                .param("name", asked.name())
                .param("organisation", asked.organisation())
                .param("at", Rows.utc(asked.at()))
                .param("scenario", question.scenario().name())
                .param("catalogue", question.catalogue().name())
                .param("budget", question.budgetPence())
                .param("plans", question.plans().size())
                .param("replications", question.replications())
                .param("seed", question.seed())
                .param("left", question.leftOut().orElse(List.of()).toArray(String[]::new))
                .param("question", question.text())
                .update();
    }

    @Override
    public Optional<RolloutJob> find(RolloutJobId id) {
        return jdbc.sql(JOB + "where id = :id")
                .param("id", id.value())
                .query((row, n) -> job(row))
                .optional();
    }

    @Override
    public List<RolloutJob> list() {
        return jdbc.sql(JOB + "order by asked_at desc, id").query((row, n) -> job(row)).list();
    }

    private static RolloutJob job(ResultSet row) throws SQLException {
        Optional<String> step = Rows.text(row, "step");
        Optional<RolloutProgress> progress =
                step.isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                new RolloutProgress(
                                        RolloutStep.valueOf(step.get()),
                                        row.getInt("plan"),
                                        row.getInt("done"),
                                        row.getInt("of"),
                                        row.getInt("held")));
        return new RolloutJob(
                new RolloutJobId(row.getObject("id", UUID.class)),
                new RolloutJob.Asked(
                        row.getString("asked_by"),
                        row.getString("asked_name"),
                        row.getString("asked_organisation"),
                        Rows.instant(row, "asked_at")),
                new RolloutJob.About(
                        row.getString("scenario"),
                        row.getString("catalogue"),
                        row.getLong("budget_pence"),
                        row.getInt("plans"),
                        row.getInt("replications"),
                        row.getLong("seed"),
                        List.of((String[]) row.getArray("left_out").getArray())),
                RolloutState.valueOf(row.getString("state")),
                progress,
                Rows.optional(row, "begun_at", OffsetDateTime.class).map(OffsetDateTime::toInstant),
                Rows.optional(row, "ended_at", OffsetDateTime.class).map(OffsetDateTime::toInstant),
                Rows.text(row, "problem"),
                row.getBoolean("cancel_wanted"));
    }

    @Override
    public void lock(String person) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:person, 7))")
                .param("person", person)
                .query((row, n) -> 1)
                .single();
    }

    @Override
    public Optional<RolloutQuestion> question(RolloutJobId id) {
        return rows.text("question", id.value()).map(RolloutQuestion::of);
    }

    @Override
    public Optional<Integer> begin(RolloutJobId id, Instant at) {
        return jdbc.sql(
                        """
                        update rollout_job set state = 'RUNNING', begun = begun + 1,
                            begun_at = coalesce(begun_at, :at)
                        where id = :id and state in ('WAITING', 'RUNNING') and not cancel_wanted
                        returning begun
                        """)
                .param("id", id.value())
                .param("at", Rows.utc(at))
                .query(Integer.class)
                .optional();
    }

    @Override
    public boolean progress(RolloutJobId id, RolloutProgress progress) {
        return jdbc.sql(
                        """
                        update rollout_job set step = :step, plan = :plan, done = :done, of = :of, held = :held,
                            begun = case when :done > 0 and (step, plan, done) is distinct from
                                (:step, cast(:plan as int), cast(:done as int)) then 1 else begun end
                        where id = :id and state = 'RUNNING'
                        returning cancel_wanted
                        """)
                .param("id", id.value())
                .param("step", progress.step().name())
                .param("plan", progress.plan())
                .param("done", progress.done())
                .param("of", progress.of())
                .param("held", progress.held())
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    @Override
    public Optional<String> chosen(RolloutJobId id) {
        return rows.text("chosen", id.value());
    }

    @Override
    public void keepChosen(RolloutJobId id, String chosen) {
        jdbc.sql("update rollout_job set chosen = :chosen where id = :id and state = 'RUNNING'")
                .param("id", id.value())
                .param("chosen", chosen)
                .update();
    }

    @Override
    public void waitAgain(RolloutJobId id) {
        rows.waitAgain(id.value());
    }

    @Override
    public void done(RolloutJobId id, String result, Instant at) {
        rows.done(id.value(), result, at);
    }

    @Override
    public void failed(RolloutJobId id, String problem, Instant at) {
        rows.failed(id.value(), problem, at);
    }

    @Override
    public void cancelled(RolloutJobId id, Instant at) {
        rows.cancelled(id.value(), at);
    }

    @Override
    public void wantCancel(RolloutJobId id, Instant at) {
        rows.wantCancel(id.value(), at);
    }

    @Override
    public Optional<String> result(RolloutJobId id) {
        return rows.text("result", id.value());
    }

    @Override
    public boolean delete(RolloutJobId id) {
        return rows.delete(id.value());
    }
}
