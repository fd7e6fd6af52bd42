package org.opengms.benchmark;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.opengms.infrastructure.DigitalReadiness;
import org.opengms.infrastructure.Laboratory;
import org.opengms.infrastructure.OdsCode;
import org.opengms.infrastructure.ServiceNetwork;
import org.opengms.infrastructure.Site;
import org.opengms.maturity.MaturityBoard;
import org.opengms.maturity.MaturityWork;
import org.opengms.maturity.Measure;
import org.opengms.server.database.EmbeddedDatabase;
import org.opengms.server.maturity.MaturityFiles;
import org.opengms.server.pages.Assets;
import org.opengms.server.pages.Frame;
import org.opengms.server.pages.Html;
import org.opengms.server.pages.MaturityView;
import org.opengms.server.pages.Page;
import org.opengms.server.persistence.JdbcMaturity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The digital maturity of 200 sites over 24 months: how long it takes to count, and how long the
/// page takes with everything in it.
public final class MaturityPages {
    private static final int SITES = 200;
    private static final OdsCode LABORATORY = new OdsCode("ZL001");

    private MaturityPages() {}

    /// @param arguments empty folder, orders (1,000,000), times the page is made (200)
    public static void main(String[] arguments) {
        int orders = arguments.length > 1 ? Integer.parseInt(arguments[1], 10) : 1_000_000;
        int times = arguments.length > 2 ? Integer.parseInt(arguments[2], 10) : 200;
        try (EmbeddedDatabase server = EmbeddedDatabase.start(Path.of(arguments[0]));
                HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl(server.jdbcUrl());
            pool.setUsername("postgres");
            Flyway.configure().dataSource(pool).load().migrate();
            JdbcClient jdbc = JdbcClient.create(pool);
            TransactionTemplate transactions =
                    new TransactionTemplate(new JdbcTransactionManager(pool));
            long began = System.nanoTime();
            fill(jdbc, orders);
            System.out.printf(
                    Locale.ROOT,
                    "%,d orders of %d sites generated in %.0f s%n",
                    orders,
                    SITES,
                    (System.nanoTime() - began) / 1e9);
            ServiceNetwork network = network();
            JdbcMaturity table = new JdbcMaturity(jdbc);
            MaturityWork work = new MaturityWork(network, table, Clock.systemUTC());
            count("everything", transactions, work);
            // as if the first count had been yesterday's
            jdbc.sql("alter table digital_maturity_count disable trigger append_only").update();
            jdbc.sql("update digital_maturity_count set at = at - interval '1 day'").update();
            jdbc.sql("alter table digital_maturity_count enable trigger append_only").update();
            more(jdbc, orders, orders / 730);
            count("one more day", transactions, work);
            System.out.printf(
                    Locale.ROOT,
                    "%,d rows of sites and months%n",
                    jdbc.sql("select count(*) from digital_maturity_month")
                            .query(Long.class)
                            .single());
            MaturityBoard board = new MaturityBoard(network, table, Clock.systemUTC());
            Html html = new Html();
            measure("figures of all sites", times, () -> board.now().sites().size());
            measure(
                    "page of all sites",
                    times,
                    () ->
                            html.render(
                                            new Page.Maturity(
                                                    frame(),
                                                    new MaturityView(
                                                            board.now(),
                                                            "",
                                                            Measure.ELECTRONIC,
                                                            "orders",
                                                            true),
                                                    ""))
                                    .length());
            measure(
                    "all sites as CSV", times, () -> MaturityFiles.csv(board.now()).length());
        }
    }

    private static Frame frame() {
        return new Frame(
                Assets.fromClassPath(), Optional.empty(), "_csrf", "token", Frame.Section.OVERVIEW);
    }

    private static ServiceNetwork network() {
        List<Site> sites = new ArrayList<>();
        for (int i = 0; i < SITES; i++) {
            sites.add(
                    new Site(
                            new OdsCode("Z%04d".formatted(i)),
                            "Hospital " + i,
                            "Region " + i % 7,
                            LABORATORY,
                            DigitalReadiness.UNKNOWN));
        }
        return new ServiceNetwork(
                "Two hundred sites",
                List.of(new Laboratory(LABORATORY, "Hub", "Region 0", Map.of(), Map.of())),
                sites,
                LABORATORY);
    }

    private static void count(String what, TransactionTemplate transactions, MaturityWork work) {
        long began = System.nanoTime();
        transactions.executeWithoutResult(_ -> work.refresh());
        System.out.printf(
                Locale.ROOT, "counted %s in %.1f s%n", what, (System.nanoTime() - began) / 1e9);
    }

    /// Orders over 24 months, three in ten on paper, nine in ten reported, half of those opened.
    private static void fill(JdbcClient jdbc, int orders) {
        jdbc.sql(
                        """
                        insert into person (id, family_name, given_name, birth_date, sex, postcode)
                        select md5('p' || n)::uuid, 'F', 'G', '1980-01-01', 'FEMALE', ''
                        from generate_series(1, greatest(1, :orders / 4)) n
                        """)
                .param("orders", orders)
                .update();
        more(jdbc, 0, orders);
        jdbc.sql("analyze").update();
    }

    private static void more(JdbcClient jdbc, int before, int orders) {
        Instant now = Instant.now();
        boolean isFirst = before == 0;
        Map<String, Object> params =
                Map.of(
                        "first", before + 1,
                        "last", before + orders,
                        "all", orders,
                        "persons", Math.max(1, (isFirst ? orders : before) / 4),
                        "sites", SITES,
                        "from",
                                now.minusSeconds(isFirst ? 720L * 86_400 : 86_400)
                                        .atOffset(ZoneOffset.UTC),
                        "seconds", isFirst ? 720L * 86_400 : 86_400L);
        for (String statement :
                List.of(
                        """
                        insert into test_order (id, number, person_id, ordering_site, submitted_by,
                            requester_name, indication_name, priority, authored_on, received_at,
                            home_laboratory, laboratory, method, route, state, phenotypes, version)
                        select md5('o' || n)::uuid, 'B-' || n, md5('p' || (n % :persons + 1))::uuid,
                            'Z' || lpad((n % :sites)::text, 4, '0'), 'Z' || lpad((n % :sites)::text, 4, '0'),
                            '', '', 'ROUTINE', current_date, :from + (n - :first) * interval '1 second' * (:seconds::float8 / :all),
                            'ZL001', 'ZL001', case when abs(hashint4(n)) % 6 = 0 then 'WGS' else 'PANEL' end,
                            '{}', case when abs(hashint4(n)) % 10 = 0 then 'IN_LABORATORY' else 'REPORTED' end, '[]', 1
                        from generate_series(:first, :last) n
                        """,
                        """
                        insert into order_arrival (at, channel, site, sender, order_id, keys, refused_before,
                            missing, discussion, sample)
                        select received_at, 'FHIR', ordering_site, ordering_site, id, '{}',
                            case when abs(hashtext('b' || number)) % 11 = 0 then 1 else 0 end,
                            case when abs(hashtext('c' || number)) % 13 = 0 then 1 else 0 end,
                            case when method <> 'WGS' then 'NOT_NEEDED'
                                when abs(hashtext('d' || number)) % 5 = 0 then 'MISSING' else 'WITH_ORDER' end,
                            case when abs(hashtext('e' || number)) % 4 = 0 then 'NOT_SCANNED' else 'SCANNED' end
                        from test_order where substr(number, 3)::int between :first and :last
                        order by received_at
                        """,
                        """
                        insert into paper_sheet (order_id, received_at, keyed_at, keying_minutes,
                            rework_minutes, asked_back, missing, said_by, said_name, said_role,
                            said_organisation, said_at, channel)
                        select id, received_at - interval '1 hour' * (abs(hashtext('f' || number)) % 97), received_at,
                            12, abs(hashtext('g' || number)) % 20, abs(hashtext('h' || number)) % 2, '{}', 's', 'S',
                            'LABORATORY', 'ZL001', received_at, 'PAGE'
                        from test_order where substr(number, 3)::int between :first and :last
                            and abs(hashtext('p' || number)) % 10 < 3
                        """,
                        """
                        insert into report (id, version, order_id, status, kind, conclusion, variants,
                            issued_at, signed_by)
                        select md5('r' || number)::uuid, 1, id, 'FINAL', 'NO_CAUSE_FOUND', '', '[]',
                            received_at + interval '1 day' * (5 + abs(hashtext('t' || number)) % 40), 'S'
                        from test_order where substr(number, 3)::int between :first and :last
                            and state = 'REPORTED'
                            and received_at + interval '1 day' * (5 + abs(hashtext('t' || number)) % 40) < now()
                        """,
                        """
                        insert into access_log (at, actor, organisation, roles, purpose, person_id,
                            data_class, resource, channel, permitted, reason)
                        select r.issued_at + interval '1 day' * (abs(hashtext('i' || o.number)) % 20), 'a',
                            o.ordering_site, 'CLINICIAN', 'DIRECT_CARE', o.person_id, 'REPORT',
                            'DiagnosticReport/' || r.id, 'FHIR', true, ''
                        from report r join test_order o on o.id = r.order_id
                        where substr(o.number, 3)::int between :first and :last
                            and abs(hashtext('j' || o.number)) % 2 = 0
                        """)) {
            jdbc.sql(statement).params(params).update();
        }
    }

    private interface Question {
        int ask();
    }

    private static void measure(String what, int times, Question question) {
        int size = 0;
        for (int i = 0; i < 50; i++) {
            size = question.ask();
        }
        long[] nanos = new long[times];
        for (int i = 0; i < times; i++) {
            long began = System.nanoTime();
            size = question.ask();
            nanos[i] = System.nanoTime() - began;
        }
        Arrays.sort(nanos);
        System.out.printf(
                Locale.ROOT,
                "%s (%,d): median %.1f ms, 99th percentile %.1f ms%n",
                what,
                size,
                nanos[times / 2] / 1e6,
                nanos[times * 99 / 100] / 1e6);
    }
}
