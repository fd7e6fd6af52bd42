package org.opengms.server.persistence;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opengms.maturity.OrderArrival;
import org.opengms.orders.OrderId;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What came in, accepted or refused, in PostgreSQL; append-only. How often the same order had been
/// refused is found out when it comes.
public final class JdbcArrivals {
    private final JdbcClient jdbc;

    public JdbcArrivals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Keeps an arrival.
    public void add(OrderArrival arrival) {
        @Nullable UUID order =
                arrival.order().map(OrderId::value).map(UUID::fromString).orElse(null);
        jdbc.sql(
                        """
                        insert into order_arrival (at, channel, site, sender, order_id, keys, refused_before,
                            missing, discussion, sample)
                        values (:at, :channel, :site, :sender, :order, :keys,
                            (select count(*) from order_arrival r
                             where r.order_id is null and r.keys && cast(:keys as text[])
                               and r.sender = :sender),
                            :missing, :discussion, :sample)
                        """)
                .param("at", Rows.utc(arrival.at()))
                .param("channel", arrival.channel().name())
                .param("site", arrival.site().map(s -> s.value()).orElse(null))
                .param("sender", arrival.sender().value())
                .param("order", order, java.sql.Types.OTHER)
                .param("keys", arrival.keys().toArray(String[]::new))
                .param("missing", arrival.missing())
                .param("discussion", arrival.discussion().name())
                .param("sample", arrival.sample().name())
                .update();
    }
}
