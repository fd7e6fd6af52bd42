package org.opengms.server.persistence;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.opengms.directory.TestMethod;
import org.opengms.orders.TestOrder;
import org.opengms.planning.routing.Approval;
import org.opengms.planning.routing.AssayMethod;
import org.opengms.planning.routing.DecisionRecord;
import org.opengms.planning.routing.NetworkState.FairnessTally;
import org.opengms.planning.routing.NetworkState.SiteMaturity;
import org.opengms.planning.routing.Outcome;
import org.opengms.planning.routing.OverrideRecord;
import org.opengms.planning.routing.RoutingRecord;
import org.opengms.planning.routing.RoutingRequest.FamilyStructure;
import org.opengms.routing.Assays;
import org.opengms.routing.OutcomeSource;
import org.opengms.routing.Priority;
import org.opengms.routing.Route;
import org.opengms.routing.RouteDecision;
import org.opengms.routing.RouteOverride;
import org.opengms.routing.RoutingTrace;
import org.opengms.routing.ServedGroups;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Routing decisions with all they were made from, and persons' choices against them: append-only.
public final class JdbcRouting implements ServedGroups, OutcomeSource {
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
                            maturity, eligible, served, promised_on, family, negative_before, record)
                        values (:order, :at, 'decision', :policy, :group, :region, :maturity, :eligible, :served,
                            :promised, :family, string_to_array(:negative, ' '), :record)
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
                .param("family", trace.record().inputs().family().name())
                .param(
                        "negative",
                        trace.record().inputs().negativeBefore().stream()
                                .map(AssayMethod::name)
                                .collect(Collectors.joining(" ")))
                .param("record", packed(trace.record().line()))
                .update();
    }

    /// Keeps that a person chose against what was decided, as
    /// [org.opengms.orders.OrderStore#keepOverride].
    void keepOverride(TestOrder order, RouteOverride override) {
        UUID id = UUID.fromString(order.id().value());
        Optional<Kept> decided =
                jdbc.sql(
                                """
                                select id, record from routing_record
                                where order_id = :order and kind = 'decision'
                                order by id desc limit 1
                                """)
                        .param("order", id)
                        .query((row, _) ->
                                new Kept(row.getLong("id"), unpacked(row.getBytes("record"))))
                        .optional();
        if (decided.isEmpty() || !(order.route().route() instanceof Route.Test chosen)) {
            return;
        }
        OverrideRecord record =
                OverrideRecord.of(
                        (DecisionRecord)
                                RoutingRecord.parse(
                                        decided.get().line(), "record " + decided.get().id()),
                        way(chosen),
                        by(order, override),
                        override.reason().kind().words(),
                        override.at());
        jdbc.sql(
                        """
                        insert into routing_record (order_id, at, kind, policy_version, indication_group, region,
                            maturity, eligible, served, laboratory, reason, record)
                        select order_id, :at, 'override', policy_version, indication_group, region,
                            maturity, eligible, served, :laboratory, :reason, :record
                        from routing_record where id = :decided
                        """)
                .param("at", Rows.utc(override.at()))
                .param("laboratory", override.recommended().laboratory().value())
                .param("reason", override.reason().kind().name())
                .param("record", packed(record.line()))
                .param("decided", decided.get().id())
                .update();
    }

    /// A test as the planning engine calls it.
    private static org.opengms.planning.routing.Route way(Route.Test test) {
        String laboratory = test.laboratory().value();
        return test.method() == TestMethod.WGS
                ? new org.opengms.planning.routing.Route.GenomeNow(laboratory)
                : new org.opengms.planning.routing.Route.Conventional(
                        laboratory, Assays.of(test.method()));
    }

    /// For whom a person chose. Their name and words stand on the order, where the gate releases
    /// them; what is exported names nobody.
    private static Approval by(TestOrder order, RouteOverride override) {
        return new Approval(
                override.organisation().value(),
                order.belongsTo(override.organisation())
                        ? "for the organisation that ordered"
                        : "for the home laboratory",
                LocalDate.ofInstant(override.at(), ZoneOffset.UTC));
    }

    /// Gives every decision of some days, the oldest first, some hundred in memory at once.
    ///
    /// @param from first day, UTC
    /// @param until last day, inclusive
    public void decisions(LocalDate from, LocalDate until, Consumer<String> each) {
        lines("decision", from, until, each);
    }

    /// Gives every choice against a decision of some days, in the same way.
    ///
    /// @param from first day, UTC
    /// @param until last day, inclusive
    public void overrides(LocalDate from, LocalDate until, Consumer<String> each) {
        lines("override", from, until, each);
    }

    private void lines(String kind, LocalDate from, LocalDate until, Consumer<String> each) {
        long last = 0;
        while (true) {
            List<Kept> page =
                    jdbc.sql(
                                    """
                                    select id, record from routing_record
                                    where kind = :kind and at >= :from and at < :until and id > :last
                                        and length(record) > 0
                                    order by id limit :page
                                    """)
                            .param("kind", kind)
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

    /// The newest decisions, the newest first.
    ///
    /// @param most how many
    public List<DecisionRecord> newest(int most) {
        return jdbc
                .sql(
                        """
                        select id, record from routing_record where kind = 'decision'
                        order by id desc limit :most
                        """)
                .param("most", most)
                .query((row, _) ->
                        RoutingRecord.parse(
                                unpacked(row.getBytes("record")), "record " + row.getLong("id")))
                .stream()
                .filter(DecisionRecord.class::isInstance)
                .map(DecisionRecord.class::cast)
                .filter(record -> record.format() == RoutingRecord.FORMAT)
                .toList();
    }

    // What was decided last for each order, with what the order was given in the end and what its
    // signed report says. What never came to be, or should not have, is no outcome; a test that
    // failed tells as little as one that is not reported yet.
    @Override
    public Counted outcomes(LocalDate from, LocalDate until) {
        List<Row> rows = new ArrayList<>();
        int[] unread = {0};
        jdbc.sql(
                        """
                        with decided as (
                            select distinct on (order_id) order_id, family,
                                array_to_string(negative_before, ' ') as negative
                            from routing_record
                            where kind = 'decision' and at >= :from and at < :until
                            order by order_id, id desc)
                        select coalesce(o.indication_code, '') as indication, o.priority, o.method,
                            d.family, d.negative,
                            case r.kind when 'CAUSE_FOUND' then 'FOUND'
                                when 'NO_CAUSE_FOUND' then 'NOT_FOUND'
                                when 'UNCERTAIN' then 'NOT_FOUND'
                                else 'PENDING' end as result,
                            count(*) as requests
                        from decided d
                        join test_order o on o.id = d.order_id
                        left join lateral (
                            select kind from report
                            where order_id = o.id and status = 'FINAL'
                            order by seq desc limit 1) r on true
                        where o.role = 'PROBAND' and o.method is not null
                            and o.state not in ('CLOSING', 'CANCELLED', 'ENTERED_IN_ERROR')
                        group by 1, 2, 3, 4, 5, 6
                        order by 1, 2, 3, 4, 5, 6
                        """)
                .param("from", from.atStartOfDay().atOffset(ZoneOffset.UTC))
                .param("until", until.plusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC))
                .query(row -> {
                    String family = row.getString("family");
                    if (family == null) {
                        unread[0] += row.getInt("requests");
                    } else {
                        rows.add(outcome(row, family));
                    }
                });
        return new Counted(rows, unread[0]);
    }

    private static Row outcome(ResultSet row, String family) throws SQLException {
        Set<AssayMethod> negative = EnumSet.noneOf(AssayMethod.class);
        for (String method : row.getString("negative").split(" ")) {
            if (!method.isEmpty()) {
                negative.add(AssayMethod.valueOf(method));
            }
        }
        return new Row(
                row.getString("indication"),
                Priority.valueOf(row.getString("priority")),
                FamilyStructure.valueOf(family),
                negative,
                TestMethod.valueOf(row.getString("method")),
                Outcome.Result.valueOf(row.getString("result")),
                row.getInt("requests"));
    }

    private record Kept(long id, String line) {}

    static byte[] packed(String line) {
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
