package org.opengms.server.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.opengms.orders.TaskStatus;
import org.opengms.training.Deed;
import org.opengms.training.Deeds;
import org.opengms.training.Doer;
import org.opengms.training.Place;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What people did, from the histories that the service keeps anyway. Samples, tasks and reports
/// are kept with the name that colleagues read and not with the account; they are found by name and
/// organisation.
public final class JdbcDeeds implements Deeds {
    private static final String ORDERS =
            """
            select o.id, o.received_at as at, o.method = 'WGS' as genome,
                (select count(*) from jsonb_array_elements(o.phenotypes) p
                    where p ->> 'presence' = 'PRESENT') as features,
                exists (select 1 from consent_statement s where s.person_id = o.person_id
                    and s.kind = 'DISCUSSION' and s.test_agreed and s.recorded_by = :account
                    and s.recorded_at >= :from) as discussed,
                %s as problems
            from resource_version v join test_order o on cast(o.id as text) = v.id
            where v.type = 'ServiceRequest' and v.version = 1 and v.recorded_by = :account
                and v.last_updated >= :from
            """
                    .formatted(TellingFindings.COUNT);

    private static final String CHOICES =
            """
            select person_id as id, recorded_at as at, research <> 'UNDECIDED' as answered
            from consent_statement where kind = 'RESEARCH' and recorded_at >= :from
                and recorded_by in (:account, :account || ' of ' || :organisation)
            """;

    private static final String SAMPLES =
            """
            select order_id as id, at from order_event where what = 'Sample arrived'
                and who = :name and organisation = :organisation and at >= :from
            """;

    private static final String MOVES =
            """
            select order_id as id, at, to_status from task_move
            where mover in ('OWNER', 'OWNER_SENDING_AWAY') and who = :name
                and owner = :organisation and at >= :from
            """;

    private static final String REPORTS =
            """
            select r.order_id as id, r.issued_at as at,
                -- a report that lists no variants says it by its result
                r.cause is not null or r.variants = cast('[]' as jsonb) as marked
            from report r join test_order o on o.id = r.order_id
            where r.status = 'FINAL' and r.signed_by = :name and o.laboratory = :organisation
                and r.issued_at >= :from
            """;

    private static final String PROJECTS =
            """
            select project as id, at, step -> 'event' ->> 'kind' as kind,
                length(btrim(coalesce(step -> 'event' -> 'vote' ->> 'reason', ''))) as reason,
                step -> 'event' -> 'application' -> 'purpose' is not null
                    and btrim(coalesce(step -> 'event' -> 'application' ->> 'why', '')) <> ''
                    as reasoned
            from project_event where account = :account and at >= :from
                and step -> 'event' ->> 'kind' in ('drafted', 'submitted', 'voted')
            """;

    private static final String JUDGEMENTS =
            """
            select request_id as id, at, length(btrim(words)) as reason from output_event
            where by_whom = :account and at >= :from and what in
                ('APPROVED_BY_CHECKER', 'REFUSED_BY_CHECKER', 'RETURNED_WITH_QUESTIONS')
            """;

    private static final String CONTRACTS =
            """
            select contract as id, at from contract_step
            where by = :account and at >= :from and step -> 'step' ->> 'kind' = 'drafted'
            """;

    private static final String SPENDS =
            """
            select step -> 'step' ->> 'number' as id, at from fund_step
            where by = :account and at >= :from and step -> 'step' ->> 'kind' = 'proposed'
            """;

    private static final String VISITS =
            """
            select place as id, at from exercise_visit where account = :account and at >= :from
            """;

    private final JdbcClient jdbc;

    public JdbcDeeds(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Dated(Instant at, Deed deed) {}

    private interface Reading {
        Deed deed(String subject, ResultSet row) throws SQLException;
    }

    /// Keeps that a page was read.
    public void looked(String account, Place place, Instant at) {
        jdbc.sql("insert into exercise_visit (account, place, at) values (:account, :place, :at)")
                .param("account", account)
                .param("place", place.name())
                .param("at", Rows.utc(at))
                .update();
    }

    @Override
    public List<Deed> since(Doer doer, Instant from) {
        List<Dated> deeds = new ArrayList<>();
        deeds.addAll(
                read(
                        ORDERS,
                        doer,
                        from,
                        (subject, row) ->
                                new Deed.Ordered(
                                        subject,
                                        row.getBoolean("genome"),
                                        row.getInt("features"),
                                        row.getBoolean("discussed"),
                                        row.getInt("problems"))));
        deeds.addAll(
                read(
                        CHOICES,
                        doer,
                        from,
                        (subject, row) ->
                                new Deed.ChoiceRecorded(subject, row.getBoolean("answered"))));
        deeds.addAll(read(SAMPLES, doer, from, (subject, _) -> new Deed.SampleBooked(subject)));
        deeds.addAll(
                read(
                        MOVES,
                        doer,
                        from,
                        (subject, row) ->
                                new Deed.TaskMoved(
                                        subject, TaskStatus.valueOf(row.getString("to_status")))));
        deeds.addAll(
                read(
                        REPORTS,
                        doer,
                        from,
                        (subject, row) ->
                                new Deed.ReportSigned(subject, row.getBoolean("marked"))));
        deeds.addAll(read(PROJECTS, doer, from, JdbcDeeds::ofProject));
        deeds.addAll(
                read(
                        JUDGEMENTS,
                        doer,
                        from,
                        (subject, row) -> new Deed.OutputJudged(subject, row.getInt("reason"))));
        deeds.addAll(
                read(CONTRACTS, doer, from, (subject, _) -> new Deed.ContractDrafted(subject)));
        deeds.addAll(read(SPENDS, doer, from, (subject, _) -> new Deed.SpendProposed(subject)));
        deeds.addAll(
                read(VISITS, doer, from, (subject, _) -> new Deed.Looked(Place.valueOf(subject))));
        return deeds.stream().sorted(Comparator.comparing(Dated::at)).map(Dated::deed).toList();
    }

    private static Deed ofProject(String subject, ResultSet row) throws SQLException {
        return switch (row.getString("kind")) {
            case "drafted" -> new Deed.Drafted(subject, row.getBoolean("reasoned"));
            case "submitted" -> new Deed.Applied(subject);
            default -> new Deed.Voted(subject, row.getInt("reason"));
        };
    }

    private List<Dated> read(String sql, Doer doer, Instant from, Reading reading) {
        RowMapper<Dated> mapper =
                (row, _) ->
                        new Dated(Rows.instant(row, "at"), reading.deed(row.getString("id"), row));
        return jdbc.sql(sql)
                .param("account", doer.account())
                .param("name", doer.displayName())
                .param("organisation", doer.organisation().value())
                .param("from", Rows.utc(from))
                .query(mapper)
                .list();
    }
}
