package org.opengms.server.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.opengms.environment.AnalysisFile;
import org.opengms.environment.Findings;
import org.opengms.environment.Run;
import org.opengms.environment.RunId;
import org.opengms.environment.RunState;
import org.opengms.environment.RunStore;
import org.opengms.gate.Actor;
import org.opengms.gate.Role;
import org.opengms.gate.Scopes;
import org.opengms.infrastructure.OdsCode;
import org.opengms.metering.ProjectReference;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Runs of analyses in PostgreSQL.
public final class JdbcRuns implements RunStore {
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Consumer<RunId> schedule;

    /// @param schedule has a run carried out, in the transaction around it
    public JdbcRuns(JdbcClient jdbc, TransactionTemplate transactions, Consumer<RunId> schedule) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.schedule = schedule;
    }

    @Override
    public void add(Run run) {
        transactions.executeWithoutResult(status -> {
            jdbc.sql(
                            """
                            insert into analysis_run (id, project, asked_by, asked_name,
                                asked_organisation, asked_roles, asked_scopes, analysis, asked_at)
                            values (:id, :project, :by, :name, :organisation, :roles, :scopes,
                                cast(:analysis as jsonb), :at)
                            """)
                    .param("id", uuid(run.id()))
                    .param("project", run.project().value())
                    .param("by", run.askedBy().id())
                    .param("name", run.askedBy().displayName())
                    .param("organisation", run.askedBy().organisation().value())
                    .param("roles", Role.names(run.askedBy().roles()))
                    .param("scopes", text(run.askedBy().scopes()))
                    .param("analysis", AnalysisFile.write(run.analysis()))
                    .param("at", Rows.utc(run.askedAt()))
                    .update();
            run.trace().forEach(trace -> trace(run.id(), trace));
            schedule.accept(run.id());
        });
    }

    @Override
    public Optional<Run> find(RunId id) {
        return runs("where id = :id", Map.of("id", uuid(id))).stream().findFirst();
    }

    @Override
    public List<Run> of(ProjectReference project, int most) {
        return runs(
                "where project = :project order by asked_at desc, id limit :most",
                Map.of("project", project.value(), "most", most));
    }

    private List<Run> runs(String which, Map<String, Object> parameters) {
        List<Run> bare =
                jdbc.sql(
                                """
                                select id, project, asked_by, asked_name, asked_organisation,
                                    asked_roles, asked_scopes, analysis, asked_at, state, done
                                from analysis_run
                                """
                                        + which)
                        .params(parameters)
                        .query(JdbcRuns::run)
                        .list();
        Map<RunId, List<Run.Trace>> traces = new HashMap<>();
        jdbc.sql("select * from analysis_run_event where run_id = any(:ids) order by seq")
                .param("ids", bare.stream().map(run -> uuid(run.id())).toArray(UUID[]::new))
                .query((row, n) ->
                        Map.entry(
                                new RunId(row.getString("run_id")),
                                new Run.Trace(Rows.instant(row, "at"), row.getString("words"))))
                .list()
                .forEach(one ->
                        traces.computeIfAbsent(one.getKey(), _ -> new ArrayList<>())
                                .add(one.getValue()));
        return bare.stream()
                .map(run ->
                        new Run(
                                run.id(),
                                run.project(),
                                run.askedBy(),
                                run.analysis(),
                                run.askedAt(),
                                run.state(),
                                run.done(),
                                traces.getOrDefault(run.id(), List.of())))
                .toList();
    }

    private static @Nullable String text(Scopes scopes) {
        return scopes.equals(Scopes.OWN_PAGES) ? null : scopes.toString();
    }

    private static Run run(ResultSet row, int rowNumber) throws SQLException {
        return new Run(
                new RunId(row.getString("id")),
                new ProjectReference(row.getString("project")),
                new Actor(
                        row.getString("asked_by"),
                        row.getString("asked_name"),
                        new OdsCode(row.getString("asked_organisation")),
                        Role.parse(row.getString("asked_roles")),
                        Rows.text(row, "asked_scopes").map(Scopes::parse).orElse(Scopes.OWN_PAGES)),
                AnalysisFile.read(row.getString("analysis")),
                Rows.instant(row, "asked_at"),
                RunState.valueOf(row.getString("state")),
                row.getInt("done"),
                List.of());
    }

    @Override
    public int open(ProjectReference project) {
        return jdbc.sql(
                        """
                        select count(*) from analysis_run
                        where project = :project and state in ('WAITING', 'RUNNING')
                        """)
                .param("project", project.value())
                .query(Integer.class)
                .single();
    }

    @Override
    public int asked(ProjectReference project, Instant since) {
        return jdbc.sql(
                        """
                        select count(*) from analysis_run
                        where project = :project and asked_at > :since
                        """)
                .param("project", project.value())
                .param("since", Rows.utc(since))
                .query(Integer.class)
                .single();
    }

    @Override
    public boolean begin(RunId id) {
        return jdbc.sql(
                                """
                                update analysis_run set state = 'RUNNING', done = 0
                                where id = :id and state in ('WAITING', 'RUNNING')
                                """)
                        .param("id", uuid(id))
                        .update()
                == 1;
    }

    @Override
    public boolean progress(RunId id, int done) {
        return jdbc.sql(
                        """
                        update analysis_run set done = :done where id = :id
                        returning not stop_wanted
                        """)
                .param("id", uuid(id))
                .param("done", done)
                .query(Boolean.class)
                .single();
    }

    @Override
    public void trace(RunId id, Run.Trace trace) {
        jdbc.sql("insert into analysis_run_event (run_id, at, words) values (:id, :at, :words)")
                .param("id", uuid(id))
                .param("at", Rows.utc(trace.at()))
                .param("words", trace.words())
                .update();
    }

    @Override
    public void wantStopped(RunId id) {
        jdbc.sql("update analysis_run set stop_wanted = true where id = :id")
                .param("id", uuid(id))
                .update();
    }

    @Override
    public void end(RunId id, RunState state, Run.Trace trace, Optional<Findings> findings) {
        transactions.executeWithoutResult(status -> {
            int ended =
                    jdbc.sql(
                                    """
                                    update analysis_run set state = :state, findings = :findings
                                    where id = :id and state in ('WAITING', 'RUNNING')
                                    """)
                            .param("id", uuid(id))
                            .param("state", state.name())
                            .param("findings", findings.map(Findings::write).orElse(null))
                            .update();
            if (ended == 1) {
                trace(id, trace);
            }
        });
    }

    @Override
    public Optional<Findings> findings(RunId id) {
        return jdbc.sql("select findings from analysis_run where id = :id and state = 'DONE'")
                .param("id", uuid(id))
                .query((row, n) -> Findings.read(row.getBytes("findings")))
                .optional();
    }

    private static UUID uuid(RunId id) {
        return UUID.fromString(id.value());
    }
}
