package org.opengms.server.persistence;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.opengms.access.ProjectId;
import org.opengms.gate.AccessLog;
import org.opengms.gate.AccessRequest;
import org.opengms.gate.Decision;
import org.opengms.gate.Justification;
import org.opengms.gate.JustifiedAccess;
import org.opengms.gate.Role;
import org.opengms.logbook.LogRecord;
import org.opengms.logbook.LogRecords;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// The access log in PostgreSQL, and with each entry the record that waits for the transparency
/// log. With a template that opens a transaction of its own, an entry is durable before [#append]
/// returns, whatever becomes of the transaction around it. With one that joins the transaction
/// around it, entry and transaction become durable together: for what is read to be kept in that
/// same transaction, and leaves the service with it or not at all.
public final class JdbcAccessLog implements AccessLog {
    private final JdbcClient jdbc;
    private final TransactionTemplate own;
    private final LogRecords records;
    private final Clock clock;

    /// @param own a template that opens a transaction of its own, or joins that around it
    /// @param records what the transparency log says of an entry
    public JdbcAccessLog(
            JdbcClient jdbc, TransactionTemplate own, LogRecords records, Clock clock) {
        this.jdbc = jdbc;
        this.own = own;
        this.records = records;
        this.clock = clock;
    }

    /// An entry as it stands in the table.
    ///
    /// @param id of the record
    /// @param at when, in the form of ISO 8601
    /// @param record what the transparency log is to say
    record Line(
            UUID id,
            String at,
            String actor,
            String organisation,
            String roles,
            String purpose,
            String person,
            String data,
            String resource,
            String channel,
            boolean permitted,
            String reason,
            @Nullable String justification,
            @Nullable String justifiedBy,
            boolean standby,
            @Nullable String project,
            @Nullable String proxy,
            String record) {}

    @Override
    public void append(AccessRequest request, Decision decision) {
        appendAll(List.of(new Entry(request, decision)));
    }

    @Override
    public void appendAll(List<Entry> entries) {
        insert(lines(entries));
    }

    /// Entries as they are to stand in the table, now.
    List<Line> lines(List<Entry> entries) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return entries.stream().map(entry -> line(UUID.randomUUID(), entry, now, false)).toList();
    }

    /// The same lines, of entries that wait outside the database.
    List<Line> standby(List<Line> lines, List<Entry> entries) {
        List<Line> standby = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            standby.add(line(line.id(), entries.get(i), Instant.parse(line.at()), true));
        }
        return standby;
    }

    private Line line(UUID id, Entry entry, Instant at, boolean standby) {
        AccessRequest request = entry.request();
        LogRecord record = records.access(id, at, entry, standby);
        return new Line(
                id,
                at.toString(),
                request.actor().id(),
                request.actor().organisation().value(),
                Role.names(request.actor().roles()),
                request.purpose().name(),
                request.person().value(),
                request.dataClass().name(),
                request.resource(),
                request.channel(),
                entry.decision() instanceof Decision.Permit,
                entry.decision().reason(),
                request.justification()
                        .map(why -> JustifiedAccess.Kind.of(why).name())
                        .orElse(null),
                request.justification().map(Justification::reason).orElse(null),
                standby,
                request.project().map(ProjectId::value).orElse(null),
                entry.proxy().map(Enum::name).orElse(null),
                record.json());
    }

    /// Writes lines, and lets their records wait; a line that is there already is left alone.
    void insert(List<Line> lines) {
        own.executeWithoutResult(status ->
                jdbc.sql(
                                """
                                with line as (
                                    select * from unnest(cast(:id as uuid[]), cast(:at as timestamptz[]),
                                        cast(:actor as text[]), cast(:organisation as text[]),
                                        cast(:roles as text[]), cast(:purpose as text[]),
                                        cast(:person as uuid[]), cast(:data as text[]),
                                        cast(:resource as text[]), cast(:channel as text[]),
                                        cast(:permitted as boolean[]), cast(:reason as text[]),
                                        cast(:justification as text[]), cast(:justifiedBy as text[]),
                                        cast(:standby as boolean[]), cast(:project as uuid[]),
                                        cast(:proxy as text[]),
                                        cast(:record as text[]))
                                    as l(id, at, actor, organisation, roles, purpose, person, data,
                                        resource, channel, permitted, reason, justification,
                                        justified_by, standby, project, proxy, record)),
                                kept as (
                                    insert into access_log (record_id, at, actor, organisation, roles,
                                        purpose, person_id, data_class, resource, channel, permitted,
                                        reason, justification, justified_by, standby, project, proxy)
                                    select id, at, actor, organisation, roles, purpose, person, data,
                                        resource, channel, permitted, reason, justification,
                                        justified_by, standby, project, proxy
                                    from line on conflict (record_id) do nothing returning record_id)
                                insert into log_outbox (id, person_id, at, record)
                                select id, person, at, record from line
                                where id in (select record_id from kept)
                                """)
                        .param("id", column(lines, Line::id))
                        .param("at", column(lines, Line::at))
                        .param("actor", column(lines, Line::actor))
                        .param("organisation", column(lines, Line::organisation))
                        .param("roles", column(lines, Line::roles))
                        .param("purpose", column(lines, Line::purpose))
                        .param("person", column(lines, Line::person))
                        .param("data", column(lines, Line::data))
                        .param("resource", column(lines, Line::resource))
                        .param("channel", column(lines, Line::channel))
                        .param("permitted", column(lines, Line::permitted))
                        .param("reason", column(lines, Line::reason))
                        .param("justification", column(lines, Line::justification))
                        .param("justifiedBy", column(lines, Line::justifiedBy))
                        .param("standby", column(lines, Line::standby))
                        .param("project", column(lines, Line::project))
                        .param("proxy", column(lines, Line::proxy))
                        .param("record", column(lines, Line::record))
                        .update());
    }

    private static @Nullable String[] column(
            List<Line> lines, Function<Line, @Nullable Object> value) {
        @Nullable String[] values = new @Nullable String[lines.size()];
        for (int i = 0; i < values.length; i++) {
            Object one = value.apply(lines.get(i));
            values[i] = one == null ? null : one.toString();
        }
        return values;
    }

    /// How many entries there are.
    public long count() {
        return jdbc.sql("select count(*) from access_log").query(Long.class).single();
    }
}
