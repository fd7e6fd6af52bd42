package org.opengms.server.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opengms.consent.ConsentStatement;
import org.opengms.evaluation.deprivation.Deprivation;
import org.opengms.evaluation.snapshot.Code;
import org.opengms.evaluation.snapshot.Code.AgeBand;
import org.opengms.evaluation.snapshot.Code.Ending;
import org.opengms.evaluation.snapshot.Code.Ethnicity;
import org.opengms.evaluation.snapshot.Code.Method;
import org.opengms.evaluation.snapshot.Code.Research;
import org.opengms.evaluation.snapshot.Code.Response;
import org.opengms.evaluation.snapshot.Code.Sex;
import org.opengms.evaluation.snapshot.Code.Solved;
import org.opengms.evaluation.snapshot.Code.Structure;
import org.opengms.evaluation.snapshot.Code.YesNo;
import org.opengms.evaluation.snapshot.Missing;
import org.opengms.evaluation.snapshot.Order;
import org.opengms.evaluation.snapshot.OrderField;
import org.opengms.evaluation.snapshot.Reanalysis;
import org.opengms.evaluation.snapshot.Site;
import org.opengms.evaluation.snapshot.Snapshot;
import org.opengms.evaluation.snapshot.SnapshotBuilder;
import org.opengms.evaluation.snapshot.SnapshotDescription;
import org.opengms.infrastructure.OdsCode;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Takes snapshots for the evaluation: what every order of a proband came to, as of a day, without
/// anything by which a person could be found. Numbers of orders and families are drawn for each
/// snapshot; days of birth become bands of age, postcodes deciles.
///
/// Of whoever opted out of uses beyond their care, or withdrew wholly, nothing but the order's own
/// course is taken: the rest says that it was refused, and is counted as such.
///
/// **The way an order came** is paper where a laboratory has written down what keying its form
/// took, else electronic. Of orders that came before ways were noted it is not recorded, and one
/// that the service itself placed, for a genome kept behind a test, came by none.
///
/// **A site is digitised** from the first day of the first month in which, and in it and the next
/// [#DIGITISED_MONTHS] - 1 together, at least [#DIGITISED_PERCENT] % of its orders came
/// electronically, if these are at least [#DIGITISED_ORDERS]. All these months must have been over
/// when the table of digital maturity was counted. So a day, once it stands, is not moved by what
/// happens later: a site that falls back to paper for a while stays digitised, as those of a
/// comparison by intention must. Source: the table `digital_maturity_month`.
public final class JdbcSnapshots {
    private static final String ETHNIC_CATEGORY =
            "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-EthnicCategory";

    private static final int AT_ONCE = 2000;

    /// Calendar months over which a site's orders must be electronic to call it digitised.
    private static final int DIGITISED_MONTHS = 3;

    /// Per cent of orders of a digitised site that come electronically. Not all: a downtime is
    /// keyed from paper.
    private static final int DIGITISED_PERCENT = 80;

    /// Orders that the share stands on; as many as one out of five on paper needs to be seen.
    private static final int DIGITISED_ORDERS = 5;

    private static final String ORDERS =
            """
            select o.id, o.number_here, o.family_here, o.indication_code, o.method, o.family_size,
                o.ordering_site, coalesce(o.laboratory, o.home_laboratory) as laboratory,
                o.authored_on, o.received_at, o.turnaround_days, o.due_on, o.state, o.reported_at,
                p.birth_date, p.sex, p.postcode,
                (select cast(max(e.at) at time zone 'Europe/London' as date) from order_event e
                    where e.order_id = o.id) as last_event,
                (select min(d.day) from consent_statement d
                    where d.person_id = p.id and d.kind = 'DEATH') as died,
                (select cast(min(s.arrived_at) at time zone 'Europe/London' as date)
                    from specimen s where s.order_id = o.id) as sample_day,
                done.extractions, done.assays, took.interpretation_minutes, took.meeting_minutes,
                took.confirmations,
                (select count(*) from analysis a where a.order_id = o.id) as analyses,
                (select case when a.channel = 'SERVICE' then 'SERVICE'
                        when exists (select 1 from paper_sheet s where s.order_id = o.id)
                            then 'PAPER' else 'ELECTRONIC' end
                    from order_arrival a where a.order_id = o.id) as channel,
                (select r.kind from report r where r.order_id = o.id and r.status = 'FINAL'
                    order by r.seq desc limit 1) as result,
                (select cast(min(r.issued_at) at time zone 'Europe/London' as date) from report r
                    where r.order_id = o.id and r.status = 'FINAL') as first_report,
                u.case_solved, u.actionability, u.clinical_utility,
                (select case when d.due_on >= :day then 'PENDING' when l.is_drawn then 'DRAWN'
                        else 'NOT_DRAWN' end
                    from follow_up_lot l join follow_up_draw d on d.id = l.draw
                    where l.order_id = o.id) as follow_up,
                (select c.test_agreed from consent_statement c
                    where c.person_id = p.id and c.kind = 'DISCUSSION'
                    order by c.seq desc limit 1) as test_agreed,
                (select c.research from consent_statement c
                    where c.person_id = p.id and c.kind in ('DISCUSSION', 'RESEARCH')
                        and c.research is not null
                    order by c.seq desc limit 1) as research,
                (select max(c.said_on) from consent_statement c
                    where c.person_id = p.id
                        and c.kind in ('FULL_WITHDRAWAL', 'PARTIAL_WITHDRAWAL')
                        and not exists (select 1 from consent_statement later
                            where later.person_id = c.person_id and later.seq > c.seq
                                and later.kind in ('DISCUSSION', 'RESEARCH')
                                and later.research = 'AGREED')) as withdrawn,
                $refused as refused,
                (select code #>> '{}' from resource_current k
                    join resource_version v on v.type = k.type and v.id = k.id
                        and v.version = k.version
                    cross join lateral jsonb_path_query(cast(v.body as jsonb), cast(:ethnicity as
                        jsonpath)) code
                    where k.type = 'Patient' and k.person_id = p.id
                    order by k.last_updated desc limit 1) as ethnicity
            from (
                select t.*, dense_rank() over (order by sha256(convert_to(
                        t.id || :salt, 'UTF8'))) as number_here,
                    dense_rank() over (order by sha256(convert_to(
                        coalesce(t.requisition, cast(t.id as text)) || :salt, 'UTF8')))
                        as family_here,
                    case when t.requisition is null then 1 else (select count(distinct m.person_id)
                        from test_order m where m.requisition = t.requisition
                            and m.ordering_site is not distinct from t.ordering_site
                            and m.state <> 'ENTERED_IN_ERROR') end as family_size
                from test_order t
                where t.role = 'PROBAND' and t.kind = 'NORMAL' and t.state <> 'ENTERED_IN_ERROR'
            ) o
            join person p on p.id = o.person_id
            left join lateral (select w.case_solved, w.actionability, w.clinical_utility
                from outcome w
                where w.report_id in (select r.id from report r where r.order_id = o.id)
                order by w.id desc limit 1) u on true
            left join lateral (select
                    count(*) filter (where k.code = 'SAMPLE_PREPARATION') as extractions,
                    count(*) filter (where k.code = 'SAMPLE_PROCESSING') as assays
                from lab_task k
                where k.status in ('COMPLETED', 'FAILED') and k.order_id = any(array(
                    select o.id union all select m.id from test_order m
                    where m.requisition = o.requisition and m.kind = 'FAMILY_MEMBER'
                        and m.ordering_site is not distinct from o.ordering_site
                        and m.state <> 'ENTERED_IN_ERROR'))) done on true
            left join lateral (select
                    cast(sum(e.interpretation_minutes) as int) as interpretation_minutes,
                    cast(sum(e.meeting_minutes) as int) as meeting_minutes,
                    cast(sum(e.confirmations) as int) as confirmations
                from report r join signing_effort e on e.report_id = r.id and e.version = r.version
                where r.order_id = o.id) took on true
            order by o.number_here
            """
                    .replace("$refused", Refusals.of("p.id"));

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Function<OdsCode, Optional<String>> region;
    private final Predicate<String> offersWgs;
    private final Function<String, Deprivation> deprivation;

    /// @param region of a site of the network
    /// @param offersWgs whether the directory offers whole genome sequencing for an indication
    /// @param deprivation of a postcode, by the tables that the operator gave
    public JdbcSnapshots(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            Function<OdsCode, Optional<String>> region,
            Predicate<String> offersWgs,
            Function<String, Deprivation> deprivation) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.region = region;
        this.offersWgs = offersWgs;
        this.deprivation = deprivation;
    }

    /// Takes a snapshot of how everything stands now.
    ///
    /// @param description whose day is today
    /// @param salt drawn at random, and forgotten: the order of pseudonyms comes from it
    public Snapshot take(SnapshotDescription description, String salt) {
        SnapshotBuilder snapshot = new SnapshotBuilder(description);
        transactions.executeWithoutResult(_ -> {
            // One state of everything, and rows in portions.
            jdbc.sql("set transaction isolation level repeatable read read only").update();
            sites(snapshot);
            try (Stream<Order> orders =
                    jdbc
                            .sql(ORDERS)
                            .withFetchSize(AT_ONCE)
                            .param("salt", salt)
                            .param("day", description.day())
                            .param(
                                    "ethnicity",
                                    "$.extension[*] ? (@.url == \"%s\").valueCodeableConcept.coding[*].code"
                                            .formatted(ETHNIC_CATEGORY))
                            .query((row, _) -> order(row, description.day()))
                            .stream()) {
                orders.forEach(snapshot::add);
            }
            reanalyses(snapshot, salt);
        });
        return snapshot.build();
    }

    private void sites(SnapshotBuilder snapshot) {
        jdbc.sql(
                        """
                        with counted as (
                            select cast(date_trunc('month', max(at) at time zone 'Europe/London') as
                                date) as month from digital_maturity_count),
                        digitised as (
                            select first.site, first.month
                            from digital_maturity_month first
                            join digital_maturity_month m on m.site = first.site
                                and m.month >= first.month
                                and m.month < first.month + make_interval(months => :months)
                            where first.orders > 0
                                and first.electronic * 100 >= first.orders * :percent
                                and first.month + make_interval(months => :months)
                                    <= (select month from counted)
                            group by first.site, first.month
                            having sum(m.orders) >= :orders
                                and sum(m.electronic) * 100 >= sum(m.orders) * :percent)
                        select ordering_site,
                            (select min(d.month) from digitised d where d.site = ordering_site)
                                as since
                        from test_order where ordering_site is not null group by ordering_site
                        order by ordering_site
                        """)
                .param("months", DIGITISED_MONTHS)
                .param("percent", DIGITISED_PERCENT)
                .param("orders", DIGITISED_ORDERS)
                .query((row, _) ->
                        new Site(
                                row.getString("ordering_site"),
                                regionOf(row.getString("ordering_site")).orElse("elsewhere"),
                                Rows.optional(row, "since", LocalDate.class)))
                .list()
                .forEach(snapshot::add);
    }

    private Optional<String> regionOf(String site) {
        return region.apply(new OdsCode(site));
    }

    private Order order(ResultSet row, LocalDate day) throws SQLException {
        Order order =
                new Order("o" + row.getLong("number_here"))
                        .with(OrderField.FAMILY, "f" + row.getLong("family_here"));
        Optional<String> indication = Rows.text(row, "indication_code");
        set(order, OrderField.INDICATION, indication);
        set(order, OrderField.METHOD, Rows.text(row, "method").map(JdbcSnapshots::method));
        order.with(OrderField.STRUCTURE, structure(row.getInt("family_size")));
        Optional<String> site = Rows.text(row, "ordering_site");
        set(order, OrderField.SITE, site);
        set(order, OrderField.REGION, site.flatMap(this::regionOf));
        set(order, OrderField.LABORATORY, Rows.text(row, "laboratory"));
        LocalDate ordered = row.getObject("authored_on", LocalDate.class);
        LocalDate accepted = day(row, "received_at").orElseThrow();
        order.with(OrderField.ORDERED, ordered.isAfter(accepted) ? accepted : ordered);
        switch (Rows.text(row, "channel").orElse("")) {
            case "PAPER" -> order.with(OrderField.CHANNEL, Code.Channel.PAPER);
            case "ELECTRONIC" -> order.with(OrderField.CHANNEL, Code.Channel.ELECTRONIC);
            case "SERVICE" -> order.without(OrderField.CHANNEL, Missing.NOT_APPLICABLE);
            default -> {}
        }
        set(
                order,
                OrderField.WGS_ELIGIBLE,
                indication.map(code -> offersWgs.test(code) ? YesNo.YES : YesNo.NO));
        int standard = row.getInt("turnaround_days");
        if (standard > 0) {
            order.with(OrderField.STANDARD, standard);
        }
        course(order, row, accepted, day);
        work(order, row);
        if (row.getBoolean("refused")) {
            ABOUT_THE_PERSON.forEach(field -> order.without(field, Missing.REFUSED));
            set(order, OrderField.RESEARCH, Optional.of(Research.NO));
            set(
                    order,
                    OrderField.RESEARCH_WITHDRAWN,
                    Rows.optional(row, "withdrawn", LocalDate.class));
        } else {
            person(order, row, ordered);
            outcome(order, row);
        }
        return order;
    }

    /// What is not taken of somebody who refused it.
    private static final Set<OrderField<?>> ABOUT_THE_PERSON =
            Set.of(
                    OrderField.AGE,
                    OrderField.SEX,
                    OrderField.ETHNICITY,
                    OrderField.DEPRIVATION,
                    OrderField.SOLVED,
                    OrderField.ACTIONABILITY,
                    OrderField.UTILITY,
                    OrderField.RESPONSE,
                    OrderField.FOLLOW_UP,
                    OrderField.ACMG,
                    OrderField.TIER);

    /// How the order went on. The turnaround counts from the day on which its clock began, which is
    /// the day it is due less the days it has.
    private static void course(Order order, ResultSet row, LocalDate accepted, LocalDate today)
            throws SQLException {
        int standardDays = row.getInt("turnaround_days");
        Optional<LocalDate> started =
                Rows.optional(row, "due_on", LocalDate.class)
                        .map(due -> due.minusDays(standardDays))
                        .filter(d -> !d.isBefore(accepted) && !d.isAfter(today));
        if (started.isEmpty()) {
            started =
                    Rows.optional(row, "sample_day", LocalDate.class)
                            .map(d -> d.isBefore(accepted) ? accepted : d);
        }
        Optional<LocalDate> reported = Rows.optional(row, "first_report", LocalDate.class);
        Optional<LocalDate> died = Rows.optional(row, "died", LocalDate.class);
        Optional<LocalDate> lastEvent = Rows.optional(row, "last_event", LocalDate.class);
        boolean failed = Rows.text(row, "result").filter("FAILED"::equals).isPresent();
        Ending ending;
        Optional<LocalDate> ended;
        if (reported.isPresent()) {
            ending = failed ? Ending.FAILED : Ending.REPORTED;
            ended = reported;
        } else if (died.isPresent()) {
            ending = Ending.DIED;
            ended = died.map(d -> d.isBefore(accepted) ? accepted : d);
        } else if (CLOSED.contains(row.getString("state"))) {
            ending =
                    row.getObject("test_agreed") instanceof Boolean agreed && !agreed
                            ? Ending.WITHDRAWN
                            : Ending.CANCELLED;
            ended = lastEvent;
        } else {
            ending = Ending.OPEN;
            ended = Optional.empty();
        }
        order.with(OrderField.ENDING, ending);
        if (ending == Ending.OPEN) {
            order.without(OrderField.ENDED, Missing.NOT_APPLICABLE);
        } else {
            set(order, OrderField.ENDED, ended);
        }
        set(
                order,
                OrderField.RECEIVED,
                ended.isEmpty() ? started : started.filter(d -> !d.isAfter(ended.get())));
    }

    /// States of orders that will not be done.
    private static final Set<String> CLOSED = Set.of("CANCELLED", "CLOSING");

    /// What was done for an order: samples prepared and assays run, also those that failed, of its
    /// proband and the relatives tested with them; interpretation runs; and what who signed said it
    /// took of people.
    private static void work(Order order, ResultSet row) throws SQLException {
        counted(order, row, OrderField.EXTRACTIONS, "extractions");
        counted(order, row, OrderField.ASSAYS, "assays");
        counted(order, row, OrderField.ANALYSES, "analyses");
        set(
                order,
                OrderField.INTERPRETATION_MINUTES,
                Rows.optional(row, "interpretation_minutes", Integer.class));
        set(
                order,
                OrderField.MEETING_MINUTES,
                Rows.optional(row, "meeting_minutes", Integer.class));
        set(order, OrderField.CONFIRMATIONS, Rows.optional(row, "confirmations", Integer.class));
    }

    /// Of an order that is not reported, none may mean not yet: it is not recorded.
    private static void counted(
            Order order, ResultSet row, OrderField<Integer> field, String column)
            throws SQLException {
        int count = row.getInt(column);
        if (count > 0 || Rows.optional(row, "first_report", LocalDate.class).isPresent()) {
            order.with(field, count);
        }
    }

    private void person(Order order, ResultSet row, LocalDate ordered) throws SQLException {
        set(
                order,
                OrderField.AGE,
                Rows.optional(row, "birth_date", LocalDate.class)
                        .map(born -> AgeBand.of(ChronoUnit.YEARS.between(born, ordered))));
        set(
                order,
                OrderField.SEX,
                switch (row.getString("sex")) {
                    case "FEMALE" -> Optional.of(Sex.FEMALE);
                    case "MALE" -> Optional.of(Sex.MALE);
                    case "OTHER" -> Optional.of(Sex.INDETERMINATE);
                    default -> Optional.empty();
                });
        set(
                order,
                OrderField.ETHNICITY,
                Rows.text(row, "ethnicity")
                        .flatMap(code ->
                                Stream.of(Ethnicity.values())
                                        .filter(e -> e.code().equals(code))
                                        .findFirst()));
        switch (deprivation.apply(row.getString("postcode"))) {
            case Deprivation.Decile(int decile, String _) ->
                    order.with(OrderField.DEPRIVATION, decile);
            case Deprivation.Unknown(Deprivation.Reason reason) ->
                    order.without(OrderField.DEPRIVATION, reason.missing());
        }
        Optional<String> research = Rows.text(row, "research");
        order.with(
                OrderField.RESEARCH,
                switch (research.orElse("")) {
                    case "AGREED" -> Research.YES;
                    case "DECLINED" -> Research.NO;
                    default -> Research.NOT_ASKED;
                });
        Optional<LocalDate> withdrawn = Rows.optional(row, "withdrawn", LocalDate.class);
        if (withdrawn.isPresent()) {
            order.with(OrderField.RESEARCH_WITHDRAWN, withdrawn.get());
        } else {
            order.without(OrderField.RESEARCH_WITHDRAWN, Missing.NOT_APPLICABLE);
        }
    }

    /// Every report asks its reader for the outcome. Of orders that were in a draw of the follow-up
    /// those that were not drawn are stood for by those that were: what they answer later is not
    /// taken, or the drawn would stand for others than they were drawn from. A draw counts once its
    /// answers are due; until then nobody of it is taken, answered or not.
    private static void outcome(Order order, ResultSet row) throws SQLException {
        boolean isAsked =
                Rows.optional(row, "first_report", LocalDate.class).isPresent()
                        && Rows.text(row, "result").filter("FAILED"::equals).isEmpty();
        String followUp = Rows.text(row, "follow_up").orElse("");
        boolean isDrawn = isAsked && followUp.equals("DRAWN");
        order.with(OrderField.FOLLOW_UP, isDrawn ? YesNo.YES : YesNo.NO);
        if (!isAsked) {
            for (OrderField<?> field :
                    Set.of(
                            OrderField.SOLVED,
                            OrderField.ACTIONABILITY,
                            OrderField.UTILITY,
                            OrderField.ACMG)) {
                order.without(field, Missing.NOT_APPLICABLE);
            }
            order.with(OrderField.RESPONSE, Response.NOT_ASKED);
            return;
        }
        Optional<String> solved =
                followUp.isEmpty() || isDrawn ? Rows.text(row, "case_solved") : Optional.empty();
        Response answered = isDrawn ? Response.ANSWERED_ON_FOLLOW_UP : Response.ANSWERED;
        order.with(OrderField.RESPONSE, solved.isPresent() ? answered : Response.NO_ANSWER);
        if (solved.isEmpty()) {
            return;
        }
        order.with(OrderField.SOLVED, Solved.valueOf(solved.get()));
        order.with(
                OrderField.ACTIONABILITY,
                Code.Actionability.valueOf(row.getString("actionability")));
        Set<Code.Utility> utility =
                Rows.strings(row, "clinical_utility").stream()
                        .map(code -> Code.Utility.valueOf(code.toUpperCase(Locale.ROOT)))
                        .collect(Collectors.toSet());
        if (!utility.isEmpty()) {
            order.with(OrderField.UTILITY, utility);
        }
    }

    private void reanalyses(SnapshotBuilder snapshot, String salt) {
        jdbc.sql(
                        """
                        select t.number_here, before.case_solved as before,
                            after.case_solved as after, after.day
                        from (select t.id, dense_rank() over (order by sha256(convert_to(
                                t.id || :salt, 'UTF8'))) as number_here
                            from test_order t where t.role = 'PROBAND' and t.kind = 'NORMAL'
                                and t.state <> 'ENTERED_IN_ERROR') t
                        join test_order again on again.parent_order = t.id
                            and again.kind in ('REANALYSIS', 'REINTERPRETATION')
                        join lateral (select w.case_solved from outcome w where w.report_id in
                            (select r.id from report r where r.order_id = t.id)
                            order by w.id desc limit 1) before on true
                        join lateral (select w.case_solved,
                                (select cast(min(f.issued_at) at time zone 'Europe/London' as date)
                                    from report f where f.order_id = again.id
                                        and f.status = 'FINAL') as day
                            from outcome w where w.report_id in
                            (select r.id from report r where r.order_id = again.id)
                            order by w.id desc limit 1) after on true
                        where after.day is not null order by t.number_here, after.day
                        """)
                .param("salt", salt)
                .query((row, _) ->
                        new Reanalysis(
                                "o" + row.getLong("number_here"),
                                row.getObject("day", LocalDate.class),
                                Solved.valueOf(row.getString("before")),
                                Solved.valueOf(row.getString("after"))))
                .list()
                .forEach(snapshot::add);
    }

    private static Method method(String method) {
        return method.equals("EXOME")
                ? Method.WES
                : Method.valueOf(method.toUpperCase(Locale.ROOT));
    }

    private static Structure structure(int tested) {
        return switch (tested) {
            case 0, 1 -> Structure.SINGLETON;
            case 2 -> Structure.DUO;
            case 3 -> Structure.TRIO;
            default -> Structure.OTHER;
        };
    }

    private static Optional<LocalDate> day(ResultSet row, String instant) throws SQLException {
        return Optional.of(ConsentStatement.day(Rows.instant(row, instant)));
    }

    private static <T> void set(Order order, OrderField<T> field, Optional<? extends T> value) {
        if (value.isPresent()) {
            order.with(field, value.get());
        }
    }
}
