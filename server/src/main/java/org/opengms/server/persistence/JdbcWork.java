package org.opengms.server.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.opengms.directory.TestMethod;
import org.opengms.infrastructure.ImportedQueues;
import org.opengms.infrastructure.OdsCode;
import org.opengms.laboratories.Reconciliation;
import org.opengms.laboratories.WorkCheck;
import org.opengms.laboratories.WorkFile;
import org.opengms.laboratories.WorkFormat;
import org.opengms.laboratories.WorkImport;
import org.opengms.laboratories.WorkKey;
import org.opengms.laboratories.WorkRow;
import org.opengms.laboratories.WorkScope;
import org.opengms.laboratories.WorkStatus;
import org.opengms.laboratories.WorkStore;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;

/// Imports of laboratories' own work in PostgreSQL; append-only. An import that was taken back
/// stays with its rows.
public final class JdbcWork implements WorkStore, ImportedQueues {
    /// Imports with who took them back.
    private static final String IMPORTS =
            """
            select i.*, w.person, w.reason, w.said_by as w_said_by, w.said_name as w_said_name,
                w.said_role as w_said_role, w.said_organisation as w_said_organisation,
                w.said_at as w_said_at, w.channel as w_channel
            from work_import i left join work_withdrawal w on w.import_id = i.id
            """;

    private final JdbcClient jdbc;

    public JdbcWork(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void lock(OdsCode laboratory) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:laboratory, 3))")
                .param("laboratory", laboratory.value())
                .query((row, n) -> 1)
                .single();
    }

    @Override
    public Optional<Integer> findByDigest(OdsCode laboratory, String sha256) {
        return jdbc.sql(
                        """
                        select number from work_import i
                        where laboratory = :laboratory and sha256 = :sha256
                          and not exists (select 1 from work_withdrawal w where w.import_id = i.id)
                        order by number desc limit 1
                        """)
                .param("laboratory", laboratory.value())
                .param("sha256", sha256)
                .query(Integer.class)
                .optional();
    }

    @Override
    public Optional<Integer> findCurrent(OdsCode laboratory) {
        return jdbc.sql(
                        """
                        select number from work_import i
                        where laboratory = :laboratory and scope = 'COMPLETE'
                          and not exists (select 1 from work_withdrawal w where w.import_id = i.id)
                        order by number desc limit 1
                        """)
                .param("laboratory", laboratory.value())
                .query(Integer.class)
                .optional();
    }

    @Override
    public Map<WorkKey, WorkStatus> statuses(OdsCode laboratory, int number) {
        Map<WorkKey, WorkStatus> statuses = new HashMap<>();
        jdbc.sql(
                        """
                        select r.reference, r.test_key, r.status
                        from work_row r join work_import i on i.id = r.import_id
                        where i.laboratory = :laboratory and i.number = :number
                        """)
                .param("laboratory", laboratory.value())
                .param("number", number)
                .query(row -> {
                    statuses.put(key(row), WorkStatus.valueOf(row.getString("status")));
                });
        return statuses;
    }

    private static WorkKey key(ResultSet row) throws SQLException {
        return new WorkKey(row.getString("reference"), row.getString("test_key"));
    }

    @Override
    public Set<WorkKey> known(OdsCode laboratory, Set<WorkKey> keys) {
        return jdbc.sql(
                        """
                        select known.reference, known.test_key
                        from jsonb_to_recordset(cast(:keys as jsonb)) as k (reference text, test text)
                            join lateral (select r.reference, r.test_key from work_row r
                                where r.laboratory = :laboratory and r.reference = k.reference
                                  and r.test_key = k.test
                                  and not exists (select 1 from work_withdrawal w
                                      where w.import_id = r.import_id)
                                limit 1) known on true
                        """)
                .param("laboratory", laboratory.value())
                .param("keys", Rows.JSON.writeValueAsString(keys))
                .query((row, n) -> key(row))
                .set();
    }

    @Override
    public Set<String> onPlatform(OdsCode laboratory, Set<String> references) {
        return jdbc.sql(
                        """
                        select reference from unnest(cast(:references as text[])) as reference
                        where exists (select 1 from test_order o
                                where o.number = reference
                                  and (o.laboratory = :laboratory or o.home_laboratory = :laboratory))
                           or exists (select 1
                                from resource_current c join test_order o on o.id = c.order_id
                                where c.type = 'ServiceRequest'
                                  and c.tokens @> array['identifier=' || reference]
                                  and (o.laboratory = :laboratory or o.home_laboratory = :laboratory))
                        """)
                .param("laboratory", laboratory.value())
                .param("references", references.toArray(String[]::new))
                .query((row, n) -> row.getString("reference"))
                .set();
    }

    @Override
    public int nextNumber(OdsCode laboratory) {
        return jdbc.sql(
                        "select coalesce(max(number), 0) + 1 from work_import where laboratory = :laboratory")
                .param("laboratory", laboratory.value())
                .query(Integer.class)
                .single();
    }

    @Override
    public void add(WorkImport kept, List<WorkRow> rows, Set<Integer> onPlatform) {
        long id =
                jdbc.sql(
                                "insert into work_import (laboratory, number, file_name, sha256, scope, as_of, format, rows_read, rows_kept, on_platform, open_work, reconciliation, "
                                        + SaidColumns.NAMES
                                        + ") values (:laboratory, :number, :fileName, :sha256, :scope, :asOf, :format, :read, :kept, :onPlatform, cast(:open as jsonb), cast(:reconciliation as jsonb), "
                                        + SaidColumns.VALUES
                                        + ") returning id")
                        .param("laboratory", kept.laboratory().value())
                        .param("number", kept.number())
                        .param("fileName", kept.file().name())
                        .param("sha256", kept.file().sha256())
                        .param("scope", kept.file().scope().name())
                        .param("asOf", Rows.utc(kept.file().asOf()))
                        .param("format", kept.format().name())
                        .param("read", kept.rowsRead())
                        .param("kept", kept.rowsKept())
                        .param("onPlatform", kept.onPlatform())
                        .param("open", Rows.JSON.writeValueAsString(kept.open()))
                        .param(
                                "reconciliation",
                                kept.reconciliation()
                                        .map(Rows.JSON::writeValueAsString)
                                        .orElse(null))
                        .params(SaidColumns.of(kept.said()))
                        .query(Long.class)
                        .single();
        jdbc.sql(
                        """
                        insert into work_row (import_id, line, laboratory, reference, test_key, indication,
                            test, method, priority, received, due, reported, status, on_platform)
                        select :import, line, :laboratory, reference, coalesce(test, method), indication,
                            test, method, priority, received, due, reported, status,
                            line = any (cast(:onPlatform as int[]))
                        from jsonb_to_recordset(cast(:rows as jsonb)) as r (line int, reference text,
                            indication text, test text, method text, priority text, received date,
                            due date, reported date, status text)
                        """)
                .param("import", id)
                .param("laboratory", kept.laboratory().value())
                .param("onPlatform", onPlatform.toArray(Integer[]::new))
                .param("rows", Rows.JSON.writeValueAsString(rows))
                .update();
    }

    @Override
    public void withdraw(OdsCode laboratory, int number, WorkImport.Withdrawal withdrawal) {
        jdbc.sql(
                        "insert into work_withdrawal (import_id, person, reason, "
                                + SaidColumns.NAMES
                                + ") select id, :person, :reason, "
                                + SaidColumns.VALUES
                                + " from work_import where laboratory = :laboratory and number = :number")
                .param("laboratory", laboratory.value())
                .param("number", number)
                .param("person", withdrawal.person())
                .param("reason", withdrawal.reason())
                .params(SaidColumns.of(withdrawal.said()))
                .update();
    }

    @Override
    public Optional<WorkImport> find(OdsCode laboratory, int number) {
        return jdbc.sql(IMPORTS + " where i.laboratory = :laboratory and i.number = :number")
                .param("laboratory", laboratory.value())
                .param("number", number)
                .query(JdbcWork::workImport)
                .optional();
    }

    @Override
    public List<WorkImport> imports(OdsCode laboratory, int most) {
        return jdbc.sql(
                        IMPORTS
                                + " where i.laboratory = :laboratory order by i.number desc limit :most")
                .param("laboratory", laboratory.value())
                .param("most", most)
                .query(JdbcWork::workImport)
                .list();
    }

    @Override
    public UUID layBy(WorkCheck check, String actor) {
        jdbc.sql("delete from work_upload where at < now() - interval '1 hour'").update();
        UUID id = UUID.randomUUID();
        jdbc.sql(
                        """
                        insert into work_upload (id, laboratory, actor, checked)
                        values (:id, :laboratory, :actor, cast(:checked as jsonb))
                        """)
                .param("id", id)
                .param("laboratory", check.laboratory().value())
                .param("actor", actor)
                .param("checked", Rows.JSON.writeValueAsString(check))
                .update();
        return id;
    }

    @Override
    public Optional<WorkCheck> takeUp(UUID id, OdsCode laboratory, String actor) {
        return jdbc.sql(
                        """
                        delete from work_upload
                        where id = :id and laboratory = :laboratory and actor = :actor
                          and at >= now() - interval '1 hour'
                        returning checked
                        """)
                .param("id", id)
                .param("laboratory", laboratory.value())
                .param("actor", actor)
                .query((row, n) -> Rows.JSON.readValue(row.getString("checked"), WorkCheck.class))
                .optional();
    }

    @Override
    public List<OpenWork> at(Instant at) {
        return jdbc.sql(
                        """
                        select distinct on (i.laboratory) i.* from work_import i
                        where i.scope = 'COMPLETE' and i.said_at <= :at
                          and not exists (select 1 from work_withdrawal w
                              where w.import_id = i.id and w.said_at <= :at)
                        order by i.laboratory, i.number desc
                        """)
                .param("at", Rows.utc(at))
                .query((row, n) ->
                        new OpenWork(
                                new OdsCode(row.getString("laboratory")),
                                row.getInt("number"),
                                Rows.instant(row, "as_of"),
                                SaidColumns.read(row, ""),
                                open(row)))
                .list();
    }

    private static Map<TestMethod, ImportedQueues.Count> open(ResultSet row) throws SQLException {
        return Rows.JSON.readValue(
                row.getString("open_work"),
                new TypeReference<Map<TestMethod, ImportedQueues.Count>>() {});
    }

    private static WorkImport workImport(ResultSet row, int rowNumber) throws SQLException {
        Optional<String> person = Rows.text(row, "person");
        return new WorkImport(
                new OdsCode(row.getString("laboratory")),
                row.getInt("number"),
                new WorkFile(
                        row.getString("file_name"),
                        row.getString("sha256"),
                        WorkScope.valueOf(row.getString("scope")),
                        Rows.instant(row, "as_of")),
                WorkFormat.valueOf(row.getString("format")),
                row.getInt("rows_read"),
                row.getInt("rows_kept"),
                row.getInt("on_platform"),
                open(row),
                Rows.text(row, "reconciliation")
                        .map(json -> Rows.JSON.readValue(json, Reconciliation.class)),
                SaidColumns.read(row, ""),
                person.isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                new WorkImport.Withdrawal(
                                        person.get(),
                                        row.getString("reason"),
                                        SaidColumns.read(row, "w_"))));
    }
}
