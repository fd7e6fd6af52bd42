package org.opengms.server.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.opengms.infrastructure.ObservedReadiness;
import org.opengms.infrastructure.OdsCode;
import org.opengms.infrastructure.Statement;
import org.opengms.maturity.Count;
import org.opengms.maturity.MaturityBoard;
import org.opengms.maturity.MaturityTable;
import org.opengms.maturity.Measure;
import org.opengms.maturity.Paper;
import org.opengms.maturity.SiteMonth;
import org.opengms.maturity.Turnarounds;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The figures of sites and months in PostgreSQL, as one table that statements fill.
///
/// Sites and months to which something happened since the last count but one are counted anew: one
/// overlap, since a transaction may become visible after a younger one. The sums are of whole
/// numbers, so that they do not depend on the order of rows.
public final class JdbcMaturity implements MaturityTable, ObservedReadiness {
    /// What a count relies on is at least so old, so that nothing is still to become visible.
    private static final Duration SETTLED = Duration.ofHours(1);

    private final JdbcClient jdbc;

    public JdbcMaturity(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// How far was counted.
    private record Mark(
            Instant at, long arrival, long sheet, long report, long event, long access) {
        static final Mark BEGINNING = new Mark(Instant.EPOCH, 0, 0, 0, 0, 0);
    }

    // ---- Counting

    @Override
    public void refresh(Instant now, int openedWithinDays) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('digital-maturity', 0))")
                .query((row, _) -> 1)
                .single();
        Mark since = settled(now, openedWithinDays);
        Mark until = here(now);
        jdbc.sql("drop table if exists maturity_dirty").update();
        jdbc.sql(
                        """
                        create temporary table maturity_dirty (
                            site text, month date, from_at timestamptz, until_at timestamptz,
                            primary key (site, month)) on commit drop
                        """)
                .update();
        Map<String, Object> params =
                Map.of(
                        "now", Rows.utc(now),
                        "days", openedWithinDays,
                        "since", Rows.utc(since.at()),
                        "arrival", since.arrival(),
                        "sheet", since.sheet(),
                        "report", since.report(),
                        "event", since.event(),
                        "access", since.access());
        jdbc.sql(WHAT_CHANGED).params(params).update();
        jdbc.sql("analyze maturity_dirty").update();
        jdbc.sql(
                        """
                        delete from digital_maturity_month m using maturity_dirty d
                        where m.site = d.site and m.month = d.month
                        """)
                .update();
        jdbc.sql(COUNT).param("now", Rows.utc(now)).param("days", openedWithinDays).update();
        jdbc.sql("delete from digital_maturity_paper").update();
        jdbc.sql(RECENT_PAPER)
                .param(
                        "from",
                        Rows.utc(
                                YearMonth.from(Statement.dayOf(now))
                                        .minusMonths(MaturityBoard.RECENT_MONTHS - 1)
                                        .atDay(1)
                                        .atStartOfDay(Statement.ZONE)
                                        .toInstant()))
                .update();
        jdbc.sql(
                        """
                        insert into digital_maturity_count (at, opened_within_days, arrival_id, sheet_id,
                            report_seq, event_id, access_id)
                        values (:at, :days, :arrival, :sheet, :report, :event, :access)
                        """)
                .param("at", Rows.utc(now))
                .param("days", openedWithinDays)
                .param("arrival", until.arrival())
                .param("sheet", until.sheet())
                .param("report", until.report())
                .param("event", until.event())
                .param("access", until.access())
                .update();
    }

    /// From where on to count: the newest count that is old enough; the beginning if there is none,
    /// or it counted by another rule.
    private Mark settled(Instant now, int openedWithinDays) {
        return jdbc.sql(
                        """
                        select * from digital_maturity_count where at <= :settled
                        order by id desc limit 1
                        """)
                .param("settled", Rows.utc(now.minus(SETTLED)))
                .query((row, _) ->
                        row.getInt("opened_within_days") == openedWithinDays
                                ? new Mark(
                                        Rows.instant(row, "at"),
                                        row.getLong("arrival_id"),
                                        row.getLong("sheet_id"),
                                        row.getLong("report_seq"),
                                        row.getLong("event_id"),
                                        row.getLong("access_id"))
                                : Mark.BEGINNING)
                .optional()
                .orElse(Mark.BEGINNING);
    }

    private Mark here(Instant now) {
        return jdbc.sql(
                        """
                        select coalesce((select max(id) from order_arrival), 0) as arrival,
                            coalesce((select max(id) from paper_sheet), 0) as sheet,
                            coalesce((select max(seq) from report), 0) as report,
                            coalesce((select max(id) from order_event), 0) as event,
                            coalesce((select max(id) from access_log), 0) as access
                        """)
                .query((row, _) ->
                        new Mark(
                                now,
                                row.getLong("arrival"),
                                row.getLong("sheet"),
                                row.getLong("report"),
                                row.getLong("event"),
                                row.getLong("access")))
                .single();
    }

    private static final String MONTH =
            "cast(date_trunc('month', %s at time zone 'Europe/London') as date)";
    private static final String ARRIVED = MONTH.formatted("a.at");
    private static final String SIGNED = MONTH.formatted("r.issued_at");

    private static final String WHAT_CHANGED =
            """
            insert into maturity_dirty
            select site, month,
                cast(month as timestamp) at time zone 'Europe/London',
                cast(month + interval '1 month' as timestamp) at time zone 'Europe/London'
            from (
                -- orders that came
                select a.site, $arrived as month from order_arrival a
                where a.id > :arrival and a.order_id is not null
                union
                -- sheets of paper orders
                select a.site, $arrived from paper_sheet p join order_arrival a on a.order_id = p.order_id
                where p.id > :sheet
                union
                -- reports that were signed: their month and, for the turnaround, that of the order
                select a.site, $signed from report r join order_arrival a on a.order_id = r.order_id
                where r.status = 'FINAL' and r.seq > :report
                union
                select a.site, $arrived from report r join order_arrival a on a.order_id = r.order_id
                where r.status = 'FINAL' and r.seq > :report
                union
                -- reports that have had their time to be opened
                select a.site, $signed from report r join order_arrival a on a.order_id = r.order_id
                where r.status = 'FINAL' and r.issued_at > :since - make_interval(days => :days)
                  and r.issued_at <= :now - make_interval(days => :days)
                union
                -- reports that were read
                select a.site, $signed from access_log l
                join report r on 'DiagnosticReport/' || r.id = l.resource and r.status = 'FINAL'
                join order_arrival a on a.order_id = r.order_id
                where l.id > :access and l.data_class = 'REPORT' and l.permitted
                union
                -- orders that were marked as never made
                select a.site, $arrived from test_order o join order_arrival a on a.order_id = o.id
                where o.state = 'ENTERED_IN_ERROR'
                  and exists (select 1 from order_event e where e.order_id = o.id and e.id > :event)
                union
                select a.site, $signed from test_order o join order_arrival a on a.order_id = o.id
                join report r on r.order_id = o.id and r.status = 'FINAL'
                where o.state = 'ENTERED_IN_ERROR'
                  and exists (select 1 from order_event e where e.order_id = o.id and e.id > :event)
            ) changed
            where site is not null
            """
                    .replace("$arrived", ARRIVED)
                    .replace("$signed", SIGNED);

    private static final String COUNT =
            """
            insert into digital_maturity_month (site, month, orders, electronic, complete,
                discussion_needed, discussion_with_order, samples, samples_scanned, reports,
                reports_opened, paper_hours, paper_minutes, paper_asked_back, electronic_reported,
                electronic_minutes, electronic_minutes_squared, paper_reported, paper_turnaround,
                paper_turnaround_squared)
            with came as (
                select d.site, d.month, a.refused_before, a.missing, a.discussion, a.sample,
                    p.id is not null as is_paper, p.received_at, p.keyed_at,
                    p.keying_minutes + p.rework_minutes as clerk_minutes, p.asked_back,
                    cardinality(p.missing) as gaps,
                    floor(extract(epoch from r.signed_at - coalesce(p.received_at, a.at)) / 60) as minutes
                from maturity_dirty d
                join order_arrival a on a.site = d.site and a.at >= d.from_at and a.at < d.until_at
                    and a.order_id is not null and a.channel <> 'SERVICE'
                join test_order o on o.id = a.order_id and o.state <> 'ENTERED_IN_ERROR'
                left join lateral (
                    select s.* from paper_sheet s where s.order_id = a.order_id
                    order by s.id desc limit 1) p on true
                left join lateral (
                    select min(f.issued_at) as signed_at from report f
                    where f.order_id = a.order_id and f.status = 'FINAL'
                        -- by a clock that was wrong: no time that anybody can know
                        and f.issued_at >= coalesce(p.received_at, a.at)) r on true),
            of_orders as (
                select site, month, count(*) as orders,
                    count(*) filter (where not is_paper) as electronic,
                    count(*) filter (where refused_before = 0 and missing = 0
                        and coalesce(asked_back, 0) = 0 and coalesce(gaps, 0) = 0) as complete,
                    count(*) filter (where discussion <> 'NOT_NEEDED') as discussion_needed,
                    count(*) filter (where discussion = 'WITH_ORDER') as discussion_with_order,
                    count(*) filter (where sample in ('SCANNED', 'NOT_SCANNED')) as samples,
                    count(*) filter (where sample = 'SCANNED' and not is_paper) as samples_scanned,
                    percentile_cont(0.5) within group (
                        order by extract(epoch from keyed_at - received_at)::double precision / 3600)
                        filter (where is_paper) as paper_hours,
                    coalesce(sum(clerk_minutes), 0) as paper_minutes,
                    coalesce(sum(asked_back), 0) as paper_asked_back,
                    count(minutes) filter (where not is_paper) as electronic_reported,
                    coalesce(sum(minutes) filter (where not is_paper), 0) as electronic_minutes,
                    coalesce(sum(minutes * minutes) filter (where not is_paper), 0) as electronic_squared,
                    count(minutes) filter (where is_paper) as paper_reported,
                    coalesce(sum(minutes) filter (where is_paper), 0) as paper_turnaround,
                    coalesce(sum(minutes * minutes) filter (where is_paper), 0) as paper_squared
                from came group by site, month),
            signed as (
                select a.site, m.month, r.id, r.issued_at, o.person_id
                from (select distinct month, from_at, until_at from maturity_dirty) m
                join report r on r.status = 'FINAL' and r.issued_at >= m.from_at
                    and r.issued_at < m.until_at and r.issued_at <= :now - make_interval(days => :days)
                join order_arrival a on a.order_id = r.order_id
                join test_order o on o.id = r.order_id and o.state <> 'ENTERED_IN_ERROR'
                where not exists (select 1 from report e
                    where e.id = r.id and e.status = 'FINAL' and e.version < r.version)),
            of_reports as (
                select s.site, s.month, count(*) as reports,
                    count(*) filter (where exists (
                        select 1 from access_log l
                        where l.person_id = s.person_id and l.permitted and l.data_class = 'REPORT'
                          and l.resource = 'DiagnosticReport/' || s.id
                          and l.at >= s.issued_at
                          and l.at <= s.issued_at + make_interval(days => :days)
                          and (l.organisation = s.site
                            or (length(l.organisation) = 3 and starts_with(s.site, l.organisation)))
                        )) as reports_opened
                from signed s join maturity_dirty d on d.site = s.site and d.month = s.month
                group by s.site, s.month)
            select site, month, coalesce(c.orders, 0), coalesce(c.electronic, 0),
                coalesce(c.complete, 0), coalesce(c.discussion_needed, 0),
                coalesce(c.discussion_with_order, 0), coalesce(c.samples, 0),
                coalesce(c.samples_scanned, 0), coalesce(r.reports, 0), coalesce(r.reports_opened, 0),
                c.paper_hours, coalesce(c.paper_minutes, 0), coalesce(c.paper_asked_back, 0),
                coalesce(c.electronic_reported, 0), coalesce(c.electronic_minutes, 0),
                coalesce(c.electronic_squared, 0), coalesce(c.paper_reported, 0),
                coalesce(c.paper_turnaround, 0), coalesce(c.paper_squared, 0)
            from of_orders c full join of_reports r using (site, month)
            """;

    private static final String RECENT_PAPER =
            """
            insert into digital_maturity_paper (site, orders, hours, minutes, asked_back)
            select a.site, count(*),
                percentile_cont(0.5) within group (
                    order by extract(epoch from p.keyed_at - p.received_at)::double precision / 3600),
                sum(p.keying_minutes + p.rework_minutes), sum(p.asked_back)
            from (select distinct on (order_id) * from paper_sheet order by order_id, id desc) p
            join order_arrival a on a.order_id = p.order_id
            join test_order o on o.id = p.order_id and o.state <> 'ENTERED_IN_ERROR'
            where a.at >= :from and a.site is not null and a.channel <> 'SERVICE'
            group by a.site
            """;

    // ---- Reading

    @Override
    public Optional<Instant> countedAt() {
        return jdbc.sql("select at from digital_maturity_count order by id desc limit 1")
                .query((row, _) -> Rows.instant(row, "at"))
                .optional();
    }

    @Override
    public List<SiteMonth> months(YearMonth from, YearMonth until) {
        return jdbc.sql(
                        """
                        select * from digital_maturity_month where month between :from and :until
                        order by site, month
                        """)
                .param("from", from.atDay(1))
                .param("until", until.atDay(1))
                .query(JdbcMaturity::month)
                .list();
    }

    private static SiteMonth month(ResultSet row, int rowNumber) throws SQLException {
        long orders = row.getLong("orders");
        Map<Measure, Count> counts = new EnumMap<>(Measure.class);
        counts.put(Measure.ELECTRONIC, new Count(row.getLong("electronic"), orders));
        counts.put(Measure.COMPLETE, new Count(row.getLong("complete"), orders));
        counts.put(
                Measure.DISCUSSION,
                new Count(row.getLong("discussion_with_order"), row.getLong("discussion_needed")));
        counts.put(
                Measure.SAMPLE, new Count(row.getLong("samples_scanned"), row.getLong("samples")));
        counts.put(
                Measure.OPENED, new Count(row.getLong("reports_opened"), row.getLong("reports")));
        return new SiteMonth(
                new OdsCode(row.getString("site")),
                YearMonth.from(row.getObject("month", LocalDate.class)),
                counts,
                new Paper(
                        orders - row.getLong("electronic"),
                        number(row, "paper_hours"),
                        row.getLong("paper_minutes"),
                        row.getLong("paper_asked_back")),
                new Turnarounds(
                        row.getLong("electronic_reported"),
                        row.getDouble("electronic_minutes"),
                        row.getDouble("electronic_minutes_squared")),
                new Turnarounds(
                        row.getLong("paper_reported"),
                        row.getDouble("paper_turnaround"),
                        row.getDouble("paper_turnaround_squared")));
    }

    private static OptionalDouble number(ResultSet row, String column) throws SQLException {
        @Nullable Double value = row.getObject(column, Double.class);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    @Override
    public Map<OdsCode, Paper> recentPaper() {
        Map<OdsCode, Paper> paper = new HashMap<>();
        jdbc.sql("select * from digital_maturity_paper")
                .query(row -> {
                    paper.put(
                            new OdsCode(row.getString("site")),
                            new Paper(
                                    row.getLong("orders"),
                                    OptionalDouble.of(row.getDouble("hours")),
                                    row.getLong("minutes"),
                                    row.getLong("asked_back")));
                });
        return paper;
    }

    // ---- What routing takes

    @Override
    public void observe(Map<OdsCode, Observed> observed, String rule) {
        observed.forEach((site, shares) ->
                jdbc.sql(
                                """
                                insert into observed_readiness (site, at, rule, electronic_order,
                                    record_of_discussion, sample_tracking, structured_report_return)
                                select :site, :at, :rule, n.* from (
                                    select cast(:electronic as double precision),
                                        cast(:discussion as double precision),
                                        cast(:sample as double precision),
                                        cast(:report as double precision)) n (e, d, s, r)
                                left join (
                                    select * from observed_readiness where site = :site
                                    order by at desc, id desc limit 1) last on true
                                where (n.e, n.d, n.s, n.r, cast(:rule as text)) is distinct from
                                    (last.electronic_order, last.record_of_discussion,
                                     last.sample_tracking, last.structured_report_return,
                                     last.rule)
                                  and not (last.id is null and n.e is null and n.d is null
                                     and n.s is null and n.r is null)
                                """)
                        .param("site", site.value())
                        .param("at", Rows.utc(shares.asOf()))
                        .param("rule", rule)
                        .param("electronic", nullable(shares.electronicOrder()))
                        .param("discussion", nullable(shares.recordOfDiscussion()))
                        .param("sample", nullable(shares.sampleTracking()))
                        .param("report", nullable(shares.structuredReportReturn()))
                        .update());
    }

    private static @Nullable Double nullable(OptionalDouble share) {
        return share.isPresent() ? share.getAsDouble() : null;
    }

    @Override
    public Map<OdsCode, Observed> at(Instant at) {
        Map<OdsCode, Observed> observed = new HashMap<>();
        jdbc.sql(
                        """
                        select distinct on (site) *,
                            greatest(at, (select max(c.at) from digital_maturity_count c
                                where c.at <= :at)) as as_of
                        from observed_readiness where at <= :at
                        order by site, at desc, id desc
                        """)
                .param("at", Rows.utc(at))
                .query(row -> {
                    observed.put(
                            new OdsCode(row.getString("site")),
                            new Observed(
                                    number(row, "electronic_order"),
                                    number(row, "record_of_discussion"),
                                    number(row, "sample_tracking"),
                                    number(row, "structured_report_return"),
                                    Rows.instant(row, "as_of")));
                });
        return observed;
    }
}
