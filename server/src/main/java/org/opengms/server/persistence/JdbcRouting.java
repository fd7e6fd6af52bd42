package org.opengms.server.persistence;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.opengms.orders.OrderId;
import org.opengms.orders.TestOrder;
import org.opengms.planning.routing.NetworkState.FairnessTally;
import org.opengms.planning.routing.NetworkState.SiteMaturity;
import org.opengms.routing.RouteDecision;
import org.opengms.routing.RouteOverride;
import org.opengms.routing.RoutingTrace;
import org.opengms.routing.ServedGroups;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Routing decisions with all they were made from, and persons' choices against them: append-only.
public final class JdbcRouting implements ServedGroups {
    /// Fairness looks back a quarter of a year.
    private static final int FAIRNESS_DAYS = 91;

    private final JdbcClient jdbc;
    private final Recounted<List<FairnessTally>> tallies;

    public JdbcRouting(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.tallies = new Recounted<>(this::count);
    }

    @Override
    public List<FairnessTally> tallies() {
        return tallies.recent();
    }

    private List<FairnessTally> count() {
        return jdbc.sql(
                        """
                        select indication_group, region, maturity,
                            count(*) filter (where eligible) as eligible,
                            count(*) filter (where eligible and served) as served
                        from routing_record
                        where kind = 'decision' and at > now() - make_interval(days => :days)
                        group by indication_group, region, maturity
                        order by indication_group, region, maturity
                        """)
                .param("days", FAIRNESS_DAYS)
                .query((row, _) ->
                        new FairnessTally(
                                row.getString("indication_group"),
                                row.getString("region"),
                                SiteMaturity.valueOf(row.getString("maturity")),
                                row.getLong("eligible"),
                                row.getLong("served")))
                .list();
    }

    /// Keeps how an order was routed, where that is new: what a policy decided and from what, or
    /// that a person chose against it. An order whose route has not changed is kept already.
    void keep(TestOrder order) {
        RouteDecision decision = order.route();
        decision.trace().ifPresent(trace -> keep(order, decision, trace));
        decision.override().ifPresent(override -> keepOverride(order, override));
    }

    private void keep(TestOrder order, RouteDecision decision, RoutingTrace trace) {
        jdbc.sql(
                        """
                        insert into routing_record (order_id, at, kind, policy_version, indication_group, region,
                            maturity, eligible, served, promised_on, record)
                        select :order, :at, 'decision', :policy, :group, :region, :maturity, :eligible, :served,
                            :promised, :record
                        where not exists (select 1 from routing_record
                            where order_id = :order and kind = 'decision' and at = :at)
                        """)
                .param("order", UUID.fromString(order.id().value()))
                .param("at", Rows.utc(trace.record().inputs().receivedAt()))
                .param("policy", decision.policyVersion())
                .param("group", trace.indicationGroup())
                .param("region", trace.region())
                .param("maturity", trace.maturity().name())
                .param("eligible", trace.eligible())
                .param("served", trace.served())
                .param("promised", decision.promisedOn().orElse(null))
                .param("record", packed(trace.record().line()))
                .update();
    }

    private void keepOverride(TestOrder order, RouteOverride override) {
        jdbc.sql(
                        """
                        insert into routing_record (order_id, at, kind, policy_version, indication_group, region,
                            maturity, eligible, served, promised_on, record)
                        select order_id, :at, 'override', policy_version, indication_group, region,
                            maturity, eligible, served, null, ''
                        from routing_record r
                        where order_id = :order and kind = 'decision'
                          and not exists (select 1 from routing_record o
                            where o.order_id = :order and o.kind = 'override' and o.at = :at)
                        order by id desc limit 1
                        """)
                .param("order", UUID.fromString(order.id().value()))
                .param("at", Rows.utc(override.at()))
                .update();
    }

    /// The newest decision about an order, as a line that it can be decided again from.
    public Optional<String> line(OrderId order) {
        return jdbc.sql(
                        """
                        select record from routing_record where order_id = :order and kind = 'decision'
                        order by id desc limit 1
                        """)
                .param("order", UUID.fromString(order.value()))
                .query((row, _) -> unpacked(row.getBytes("record")))
                .optional();
    }

    /// Gives every decision of some days, the oldest first.
    ///
    /// @param from first day, UTC
    /// @param until last day, inclusive
    public void lines(LocalDate from, LocalDate until, Consumer<String> each) {
        try (Stream<String> records =
                jdbc
                        .sql(
                                """
                                select record from routing_record
                                where kind = 'decision' and at >= :from and at < :until order by id
                                """)
                        .param("from", from)
                        .param("until", until.plusDays(1))
                        .query((row, _) -> unpacked(row.getBytes("record")))
                        .stream()) {
            records.forEach(each);
        }
    }

    private static byte[] packed(String line) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
                out.write(line.getBytes(StandardCharsets.UTF_8));
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("OGMS-4210 A record could not be packed in memory", e);
        }
    }

    private static String unpacked(byte[] packed) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "OGMS-4211 A kept routing record cannot be unpacked; the database is damaged",
                    e);
        }
    }
}
