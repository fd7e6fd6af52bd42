package org.opengms.server.persistence;

import java.util.UUID;
import java.util.stream.Collectors;
import org.opengms.gate.AccessLog;
import org.opengms.gate.AccessRequest;
import org.opengms.gate.Decision;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// The access log in PostgreSQL. An entry is durable before [#append] returns, whatever becomes of
/// the transaction around it.
public final class JdbcAccessLog implements AccessLog {
    private final JdbcClient jdbc;
    private final TransactionTemplate own;

    /// @param own a template that opens a transaction of its own
    public JdbcAccessLog(JdbcClient jdbc, TransactionTemplate own) {
        this.jdbc = jdbc;
        this.own = own;
    }

    @Override
    public void append(AccessRequest request, Decision decision) {
        own.executeWithoutResult(status ->
                jdbc.sql(
                                """
                                insert into access_log (actor, organisation, roles, purpose, person_id,
                                    data_class, resource, channel, permitted, reason)
                                values (:actor, :organisation, :roles, :purpose, :person,
                                    :data, :resource, :channel, :permitted, :reason)
                                """)
                        .param("actor", request.actor().id())
                        .param("organisation", request.actor().organisation().value())
                        .param(
                                "roles",
                                request.actor().roles().stream()
                                        .map(Enum::name)
                                        .sorted()
                                        .collect(Collectors.joining(",")))
                        .param("purpose", request.purpose().name())
                        .param("person", UUID.fromString(request.person().value()))
                        .param("data", request.dataClass().name())
                        .param("resource", request.resource())
                        .param("channel", request.channel())
                        .param("permitted", decision instanceof Decision.Permit)
                        .param("reason", decision.reason())
                        .update());
    }

    /// How many entries there are.
    public long count() {
        return jdbc.sql("select count(*) from access_log").query(Long.class).single();
    }
}
