package org.opengms.server.persistence;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.opengms.cases.FollowUpDraw;
import org.opengms.cases.FollowUpStore;
import org.opengms.cases.ReportId;
import org.opengms.consent.ConsentStatement;
import org.opengms.infrastructure.OdsCode;
import org.opengms.orders.OrderId;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The follow-up of outcomes in PostgreSQL; append-only.
public final class JdbcFollowUp implements FollowUpStore {
    private final JdbcClient jdbc;

    public JdbcFollowUp(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void lock() {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('outcome-follow-up', 0))")
                .query((row, _) -> 1)
                .single();
    }

    @Override
    public List<Unanswered> unanswered(Instant signedBy) {
        return jdbc.sql(
                        """
                        select o.id, newest.id as report_id from test_order o
                        join lateral (select r.id, r.kind from report r
                            where r.order_id = o.id and r.status = 'FINAL'
                            order by r.seq desc limit 1) newest on newest.kind <> 'FAILED'
                        where o.role = 'PROBAND' and o.kind = 'NORMAL'
                            and o.state <> 'ENTERED_IN_ERROR'
                            and exists (select 1 from report r where r.order_id = o.id
                                and r.status = 'FINAL' and r.issued_at <= :signed)
                            and not exists (select 1 from follow_up_lot l where l.order_id = o.id)
                            and not exists (select 1 from outcome w join report r
                                on r.id = w.report_id where r.order_id = o.id)
                            and not ($refused)
                        order by o.id
                        """
                                .replace("$refused", Refusals.of("o.person_id")))
                .param("signed", Rows.utc(signedBy))
                .query((row, _) ->
                        new Unanswered(
                                new OrderId(row.getString("id")),
                                new ReportId(row.getString("report_id"))))
                .list();
    }

    @Override
    public void add(FollowUpDraw draw) {
        long id =
                jdbc.sql(
                                """
                                insert into follow_up_draw (at, rule, percent, seed, due_on)
                                values (:at, :rule, :percent, :seed, :due) returning id
                                """)
                        .param("at", Rows.utc(draw.at()))
                        .param("rule", draw.rule())
                        .param("percent", draw.percent())
                        .param("seed", draw.seed())
                        .param("due", draw.dueOn())
                        .query(Long.class)
                        .single();
        List<FollowUpDraw.Lot> lots = draw.lots();
        jdbc.sql(
                        """
                        insert into follow_up_lot (order_id, draw, report_id, is_drawn)
                        select o, :draw, r, d
                        from unnest(cast(:orders as uuid[]), cast(:reports as uuid[]),
                            cast(:drawn as boolean[])) as lots (o, r, d)
                        """)
                .param("draw", id)
                .param(
                        "orders",
                        lots.stream().map(lot -> lot.order().value()).toArray(String[]::new))
                .param(
                        "reports",
                        lots.stream().map(lot -> lot.report().value()).toArray(String[]::new))
                .param(
                        "drawn",
                        lots.stream().map(FollowUpDraw.Lot::isDrawn).toArray(Boolean[]::new))
                .update();
    }

    @Override
    public List<Asked> asked(OdsCode organisation) {
        return jdbc.sql(
                        """
                        select o.number, l.report_id, o.indication_name, o.requester_name, d.at,
                            d.due_on, (select min(r.issued_at) from report r
                                where r.order_id = o.id and r.status = 'FINAL') as signed_at
                        from follow_up_lot l
                        join follow_up_draw d on d.id = l.draw
                        join test_order o on o.id = l.order_id
                        where l.is_drawn and o.state <> 'ENTERED_IN_ERROR'
                            and (o.ordering_site = :organisation or o.submitted_by = :organisation
                                or (length(:organisation) = 3
                                    and starts_with(o.ordering_site, :organisation)))
                            and not exists (select 1 from outcome w join report r
                                on r.id = w.report_id where r.order_id = o.id)
                        order by d.due_on, o.number
                        """)
                .param("organisation", organisation.value())
                .query((row, _) ->
                        new Asked(
                                row.getString("number"),
                                new ReportId(row.getString("report_id")),
                                row.getString("indication_name"),
                                Rows.text(row, "requester_name").filter(name -> !name.isEmpty()),
                                ConsentStatement.day(Rows.instant(row, "signed_at")),
                                ConsentStatement.day(Rows.instant(row, "at")),
                                row.getObject("due_on", LocalDate.class)))
                .list();
    }
}
