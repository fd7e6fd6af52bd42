package org.opengms.server.persistence;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
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

    /// A record is some kilobytes packed.
    private static final int PAGE = 500;

    private final JdbcClient jdbc;
    private final Recounted<List<FairnessTally>> tallies = new Recounted<>();

    public JdbcRouting(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<FairnessTally> tallies() {
        return tallies.recent(this::count);
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

    /// Keeps how an order was routed anew, as [org.opengms.orders.OrderStore#keepRouting].
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
                        values (:order, :at, 'decision', :policy, :group, :region, :maturity, :eligible, :served,
                            :promised, :record)
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
                        from routing_record where order_id = :order and kind = 'decision'
                        order by id desc limit 1
                        """)
                .param("order", UUID.fromString(order.id().value()))
                .param("at", Rows.utc(override.at()))
                .update();
    }

    /// Gives every decision of some days, the oldest first, some hundred in memory at once.
    ///
    /// @param from first day, UTC
    /// @param until last day, inclusive
    public void lines(LocalDate from, LocalDate until, Consumer<String> each) {
        long last = 0;
        while (true) {
            List<Kept> page =
                    jdbc.sql(
                                    """
                                    select id, record from routing_record
                                    where kind = 'decision' and at >= :from and at < :until and id > :last
                                    order by id limit :page
                                    """)
                            .param("from", from.atStartOfDay().atOffset(ZoneOffset.UTC))
                            .param(
                                    "until",
                                    until.plusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC))
                            .param("last", last)
                            .param("page", PAGE)
                            .query((row, _) ->
                                    new Kept(row.getLong("id"), unpacked(row.getBytes("record"))))
                            .list();
            if (page.isEmpty()) {
                return;
            }
            page.forEach(kept -> each.accept(kept.line()));
            last = page.getLast().id();
        }
    }

    private record Kept(long id, String line) {}

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
