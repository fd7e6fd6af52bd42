package org.opengms.server.persistence;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opengms.gate.AccessLog;
import org.opengms.gate.AccessRequest;
import org.opengms.gate.Actor;
import org.opengms.gate.Decision;
import org.opengms.gate.Justification;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// The access log in PostgreSQL. With a template that opens a transaction of its own, an entry is
/// durable before [#append] returns, whatever becomes of the transaction around it. With one that
/// joins the transaction around it, entry and transaction become durable together: for what is read
/// to be kept in that same transaction, and leaves the service with it or not at all.
public final class JdbcAccessLog implements AccessLog {
    private final JdbcClient jdbc;
    private final TransactionTemplate own;

    /// @param own a template that opens a transaction of its own, or joins that around it
    public JdbcAccessLog(JdbcClient jdbc, TransactionTemplate own) {
        this.jdbc = jdbc;
        this.own = own;
    }

    @Override
    public void append(AccessRequest request, Decision decision) {
        appendAll(List.of(new Entry(request, decision)));
    }

    @Override
    public void appendAll(List<Entry> entries) {
        own.executeWithoutResult(status ->
                jdbc.sql(
                                """
                                insert into access_log (actor, organisation, roles, purpose, person_id,
                                    data_class, resource, channel, permitted, reason,
                                    justification, justified_by)
                                select * from unnest(cast(:actor as text[]), cast(:organisation as text[]),
                                    cast(:roles as text[]), cast(:purpose as text[]),
                                    cast(:person as uuid[]), cast(:data as text[]),
                                    cast(:resource as text[]), cast(:channel as text[]),
                                    cast(:permitted as boolean[]), cast(:reason as text[]),
                                    cast(:justification as text[]), cast(:justifiedBy as text[]))
                                """)
                        .param("actor", column(entries, e -> e.request().actor().id()))
                        .param(
                                "organisation",
                                column(entries, e -> e.request().actor().organisation().value()))
                        .param("roles", column(entries, e -> roles(e.request().actor())))
                        .param("purpose", column(entries, e -> e.request().purpose().name()))
                        .param("person", column(entries, e -> e.request().person().value()))
                        .param("data", column(entries, e -> e.request().dataClass().name()))
                        .param("resource", column(entries, e -> e.request().resource()))
                        .param("channel", column(entries, e -> e.request().channel()))
                        .param(
                                "permitted",
                                column(
                                        entries,
                                        e ->
                                                e.decision() instanceof Decision.Permit
                                                        ? "true"
                                                        : "false"))
                        .param("reason", column(entries, e -> e.decision().reason()))
                        .param("justification", column(entries, JdbcAccessLog::kind))
                        .param(
                                "justifiedBy",
                                column(
                                        entries,
                                        e ->
                                                e.request()
                                                        .justification()
                                                        .map(Justification::reason)
                                                        .orElse(null)))
                        .update());
    }

    private static @Nullable String kind(Entry entry) {
        return switch (entry.request().justification().orElse(null)) {
            case null -> null;
            case Justification.Emergency _ -> "EMERGENCY";
            case Justification.Law _ -> "LAW";
        };
    }

    private static @Nullable String[] column(
            List<Entry> entries, Function<Entry, @Nullable String> value) {
        @Nullable String[] values = new @Nullable String[entries.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value.apply(entries.get(i));
        }
        return values;
    }

    private static String roles(Actor actor) {
        return actor.roles().stream().map(Enum::name).sorted().collect(Collectors.joining(","));
    }

    /// How many entries there are.
    public long count() {
        return jdbc.sql("select count(*) from access_log").query(Long.class).single();
    }
}
