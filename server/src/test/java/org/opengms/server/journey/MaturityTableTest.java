package org.opengms.server.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.cases.CauseChoice;
import org.opengms.cases.DeskAnswer;
import org.opengms.cases.Report;
import org.opengms.cases.ResultKind;
import org.opengms.cases.SigningEffort;
import org.opengms.gate.Actor;
import org.opengms.gate.Role;
import org.opengms.infrastructure.Channel;
import org.opengms.infrastructure.ObservedReadiness;
import org.opengms.infrastructure.OdsCode;
import org.opengms.infrastructure.Statement;
import org.opengms.maturity.Count;
import org.opengms.maturity.MaturityAnswer;
import org.opengms.maturity.Measure;
import org.opengms.maturity.PaperDesk;
import org.opengms.maturity.PaperGap;
import org.opengms.maturity.SiteMonth;
import org.opengms.orders.LabTask;
import org.opengms.orders.OrderId;
import org.opengms.orders.OrderState;
import org.opengms.orders.TaskChange;
import org.opengms.orders.TaskCode;
import org.opengms.orders.TaskStatus;
import org.opengms.orders.TestOrder;
import org.opengms.server.desk.ServiceDesk;
import org.opengms.server.maturity.MaturityOffice;
import org.opengms.server.persistence.JdbcMaturity;
import org.opengms.server.persistence.JdbcOrders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/// What is counted of messages that came and went over the interfaces. Every count is taken back
/// again: what the service observes would change where other tests' orders go.
@ExtendWith(TestService.Extension.class)
class MaturityTableTest {
    /// What others order for it does not count: each count is compared with the one before.
    private static final OdsCode SITE = new OdsCode("ZR114");

    private static final String CLIENT = "zr114";
    private static final int DAYS = 14;
    private static final String BORN = "\"birthDate\":\"1985-02-03\",";

    private static <T> T bean(TestService service, Class<T> type) {
        return service.service().context().getBean(type);
    }

    private static YearMonth month() {
        return YearMonth.from(Statement.dayOf(Instant.now()));
    }

    /// Does something in a transaction that leaves nothing behind.
    private static <T> T takenBack(TestService service, Supplier<T> deed) {
        T made =
                service.service()
                        .context()
                        .getBean("transactions", TransactionTemplate.class)
                        .execute(status -> {
                            status.setRollbackOnly();
                            return deed.get();
                        });
        return Objects.requireNonNull(made);
    }

    /// The figures of the site and this month, counted at an instant.
    private static SiteMonth counted(TestService service, Instant at) {
        return takenBack(service, () -> countedHere(service, at));
    }

    private static SiteMonth countedHere(TestService service, Instant at) {
        JdbcMaturity table = bean(service, JdbcMaturity.class);
        table.refresh(at, DAYS);
        return table.months(month(), month()).stream()
                .filter(m -> m.site().equals(SITE))
                .findFirst()
                .orElse(SiteMonth.empty(SITE, month()));
    }

    /// What something adds to each measure, as `of/all`.
    private static Map<Measure, String> adds(TestService service, Instant at, SiteMonth before) {
        SiteMonth after = counted(service, at);
        Map<Measure, String> added = new EnumMap<>(Measure.class);
        for (Measure measure : Measure.values()) {
            Count then = before.count(measure);
            Count now = after.count(measure);
            added.put(measure, (now.of() - then.of()) + "/" + (now.all() - then.all()));
        }
        return added;
    }

    private static UnaryOperator<String> numbered(String number) {
        return message ->
                message.replaceFirst(
                        "(\"https://example.org/orders\",\"value\":\")[^\"]+", "$1" + number);
    }

    private static Actor laboratory(TestOrder order) {
        return new Actor(
                "scientist",
                "A Scientist",
                order.homeLaboratory(),
                Set.of(Role.SCIENTIST, Role.LABORATORY));
    }

    private static TestOrder order(TestService service, OrderId id) {
        return bean(service, JdbcOrders.class).find(id).orElseThrow();
    }

    /// Keeps what the paper of an order took.
    private static void onPaper(
            TestService service, OrderId id, Duration waited, int asked, Set<PaperGap> missing) {
        TestOrder order = order(service, id);
        assertInstanceOf(
                MaturityAnswer.Kept.class,
                bean(service, MaturityOffice.class)
                        .keep(
                                new PaperDesk.Entry(
                                        order.number(),
                                        order.receivedAt().minus(waited),
                                        10,
                                        5,
                                        asked,
                                        missing),
                                Channel.PAGE,
                                laboratory(order)));
    }

    @Nested
    class AnOrder {
        @ParameterizedTest
        @CsvSource(
                textBlock =
                        """
                        # situation,                               nhs number, electronic, complete, sample
                        whole and with a labelled sample,          9990240000, 1/1, 1/1, 1/1
                        without a date of birth,                   9990240019, 1/1, 0/1, 1/1
                        with a sample that has no label,           9990240027, 1/1, 1/1, 0/1
                        with its sample to follow,                 9990240035, 1/1, 1/1, 0/0
                        refused once before,                       9990240043, 1/1, 0/1, 1/1
                        refused under another number before,       9990240051, 1/1, 1/1, 1/1
                        on paper that was whole,                   9990240078, 0/1, 1/1, 0/1
                        on paper that was asked back,              9990240086, 0/1, 0/1, 0/1
                        on paper that lacked something,            9990240094, 0/1, 0/1, 0/1
                        on paper by the sheet that was corrected,  9990240108, 0/1, 1/1, 0/1
                        marked as entered in error,                9990240116, 0/0, 0/0, 0/0
                        """)
        void addsToTheMeasures(
                String situation,
                String nhsNumber,
                String electronic,
                String complete,
                String sample,
                TestService service)
                throws Exception {
            Instant at = Instant.now().plus(Duration.ofMinutes(5));
            SiteMonth before = counted(service, at);

            send(service, situation, nhsNumber);

            assertEquals(
                    Map.of(
                            Measure.ELECTRONIC, electronic,
                            Measure.COMPLETE, complete,
                            // a conventional test needs no record of discussion
                            Measure.DISCUSSION, "0/0",
                            Measure.SAMPLE, sample,
                            // nothing is signed yet
                            Measure.OPENED, "0/0"),
                    adds(service, at, before));
        }

        private void send(TestService service, String situation, String nhsNumber)
                throws Exception {
            switch (situation) {
                case "whole and with a labelled sample" -> Ordered.send(service, CLIENT, nhsNumber);
                case "without a date of birth" ->
                        Ordered.send(service, CLIENT, nhsNumber, m -> m.replace(BORN, ""));
                case "with a sample that has no label" ->
                        Ordered.send(service, CLIENT, nhsNumber, MaturityTableTest::unlabelled);
                case "with its sample to follow" ->
                        Ordered.send(
                                service,
                                CLIENT,
                                nhsNumber,
                                m ->
                                        unlabelled(m)
                                                .replace(
                                                        "\"status\":\"available\"",
                                                        "\"status\":\"unavailable\""));
                case "refused once before" -> {
                    String number = UUID.randomUUID().toString();
                    refused(service, number);
                    Ordered.send(service, CLIENT, nhsNumber, numbered(number));
                }
                case "refused under another number before" -> {
                    refused(service, UUID.randomUUID().toString());
                    Ordered.send(service, CLIENT, nhsNumber);
                }
                case "on paper that was whole" ->
                        onPaper(
                                service,
                                Ordered.send(service, CLIENT, nhsNumber).order(),
                                Duration.ofHours(30),
                                0,
                                Set.of());
                case "on paper that was asked back" ->
                        onPaper(
                                service,
                                Ordered.send(service, CLIENT, nhsNumber).order(),
                                Duration.ofHours(30),
                                1,
                                Set.of());
                case "on paper that lacked something" ->
                        onPaper(
                                service,
                                Ordered.send(service, CLIENT, nhsNumber).order(),
                                Duration.ofHours(30),
                                0,
                                Set.of(PaperGap.REQUESTER));
                case "on paper by the sheet that was corrected" -> {
                    OrderId order = Ordered.send(service, CLIENT, nhsNumber).order();
                    onPaper(service, order, Duration.ofHours(3), 2, Set.of(PaperGap.TEST));
                    onPaper(service, order, Duration.ofHours(3), 0, Set.of());
                }
                case "marked as entered in error" -> {
                    OrderId id = Ordered.send(service, CLIENT, nhsNumber).order();
                    bean(service, ServiceDesk.class)
                            .enteredInError(
                                    id,
                                    "Sent twice",
                                    Optional.empty(),
                                    new Actor(
                                            "clinician", "Dr Test", SITE, Set.of(Role.CLINICIAN)));
                    assertEquals(OrderState.ENTERED_IN_ERROR, order(service, id).state());
                }
                default -> throw new IllegalArgumentException(situation);
            }
        }

        /// An order that is refused, since its NHS number is none.
        private void refused(TestService service, String number) {
            AssertionError refused =
                    assertThrows(
                            AssertionError.class,
                            () -> Ordered.send(service, CLIENT, "9990240001", numbered(number)));
            assertTrue(
                    String.valueOf(refused.getMessage()).contains("nhs-number-invalid"),
                    refused.getMessage());
        }
    }

    private static String unlabelled(String message) {
        return message.replaceFirst(
                "\"identifier\":\\[\\{\"system\":\"https://example.org/samples\",\"value\":\"[^\"]+\"}],",
                "");
    }

    @Nested
    class AReport {
        /// Signs that the sample gave no DNA.
        private Report signed(TestService service, OrderId id) {
            Actor scientist =
                    new Actor(
                            "scientist",
                            "A Scientist",
                            alignment(service, id).owner(),
                            Set.of(Role.SCIENTIST, Role.LABORATORY));
            ServiceDesk desk = bean(service, ServiceDesk.class);
            fail(service, id);
            Report entered =
                    assertInstanceOf(
                                    DeskAnswer.Reported.class,
                                    desk.enterResult(
                                            id,
                                            ResultKind.FAILED,
                                            "The sample gave no DNA.",
                                            scientist))
                            .report();
            return assertInstanceOf(
                            DeskAnswer.Reported.class,
                            desk.sign(
                                    entered.id(),
                                    entered.version(),
                                    ResultKind.FAILED,
                                    CauseChoice.unmarked(),
                                    "The sample gave no DNA.",
                                    SigningEffort.UNSAID,
                                    scientist))
                    .report();
        }

        private LabTask alignment(TestService service, OrderId id) {
            return bean(service, JdbcOrders.class).tasks(id).stream()
                    .filter(t -> t.code() == TaskCode.REQUEST_SAMPLE_ALIGNMENT)
                    .findFirst()
                    .orElseThrow();
        }

        private void fail(TestService service, OrderId id) {
            LabTask task = alignment(service, id);
            Actor owner = new Actor("lab", "A Laboratory", task.owner(), Set.of(Role.LABORATORY));
            for (TaskStatus status :
                    List.of(TaskStatus.ACCEPTED, TaskStatus.IN_PROGRESS, TaskStatus.FAILED)) {
                bean(service, ServiceDesk.class)
                        .changeTask(
                                task.id(),
                                new TaskChange(
                                        status,
                                        Optional.of("other"),
                                        Optional.empty(),
                                        Optional.empty()),
                                owner);
            }
        }

        @ParameterizedTest
        @CsvSource(
                textBlock =
                        """
                        # who opens it,                     nhs number, days later, opened
                        nobody,                             9990240124, 15, 0/1
                        nobody and it is early,             9990240132, 13, 0/0
                        the site,                           9990240140, 15, 1/1
                        the laboratory,                     9990240159, 15, 0/1
                        """)
        void isOpened(
                String who, String nhsNumber, int daysLater, String opened, TestService service)
                throws Exception {
            Instant at = Instant.now().plus(Duration.ofDays(daysLater));
            OrderId id = Ordered.send(service, CLIENT, nhsNumber).order();
            SiteMonth before = counted(service, at);

            Report report = signed(service, id);
            Optional<String> reader =
                    switch (who) {
                        case "the site" -> Optional.of(service.token("site-" + CLIENT));
                        case "the laboratory" ->
                                Optional.of(
                                        service.token(
                                                "laboratory-"
                                                        + alignment(service, id)
                                                                .owner()
                                                                .value()
                                                                .toLowerCase(
                                                                        java.util.Locale.ROOT)));
                        default -> Optional.empty();
                    };
            if (reader.isPresent()) {
                HttpResponse<String> read =
                        service.get("/FHIR/R4/DiagnosticReport/" + report.id().value(), reader);
                assertEquals(200, read.statusCode(), read.body());
            }

            assertEquals(opened, adds(service, at, before).get(Measure.OPENED));
        }

        @Test
        void isTurnedAroundFromThePapersReceipt(TestService service) throws Exception {
            Instant at = Instant.now().plus(Duration.ofMinutes(5));
            SiteMonth before = counted(service, at);
            OrderId id = Ordered.send(service, CLIENT, "9990240167").order();
            onPaper(service, id, Duration.ofDays(10), 0, Set.of());
            signed(service, id);

            SiteMonth after = counted(service, at);

            assertEquals(1, after.onPaper().reported() - before.onPaper().reported());
            assertEquals(0, after.electronic().reported() - before.electronic().reported());
            double days = (after.onPaper().minutes() - before.onPaper().minutes()) / 1440;
            assertTrue(days >= 10 && days < 10.1, () -> "took " + days);
        }
    }

    @Nested
    class Counting {
        @Test
        void againChangesNothing(TestService service) throws Exception {
            Ordered.send(service, CLIENT, "9990240175");
            Instant at = Instant.now().plus(Duration.ofMinutes(5));

            takenBack(
                    service,
                    () -> {
                        countedHere(service, at);
                        List<Map<String, Object>> first = rows(service);
                        countedHere(service, at);
                        assertEquals(first, rows(service));
                        // a day later from where the first count ended
                        countedHere(service, at.plus(Duration.ofDays(1)));
                        assertEquals(first, rows(service));
                        return first;
                    });
        }

        @Test
        void onlyWhatChangedGivesTheSameAsAllAtOnce(TestService service) throws Exception {
            Instant at = Instant.now().plus(Duration.ofMinutes(5));
            JdbcClient jdbc = bean(service, JdbcClient.class);
            OrderId id = Ordered.send(service, CLIENT, "9990240183").order();

            takenBack(
                    service,
                    () -> {
                        countedHere(service, at);
                        onPaper(service, id, Duration.ofHours(7), 1, Set.of(PaperGap.OTHER));
                        countedHere(service, at.plus(Duration.ofHours(2)));
                        List<Map<String, Object>> bit = rows(service);
                        // another rule has all counted anew
                        bean(service, JdbcMaturity.class)
                                .refresh(at.plus(Duration.ofHours(4)), DAYS + 1);
                        assertEquals(bit, rows(service));
                        return jdbc;
                    });
        }

        private List<Map<String, Object>> rows(TestService service) {
            return new ArrayList<>(
                    bean(service, JdbcClient.class)
                            .sql("select * from digital_maturity_month order by site, month")
                            .query()
                            .listOfRows());
        }
    }

    @Nested
    class WhatRoutingTakes {
        private final OptionalDouble none = OptionalDouble.empty();

        private ObservedReadiness.Observed seen(double electronic, Instant at) {
            return new ObservedReadiness.Observed(
                    OptionalDouble.of(electronic), none, none, none, at);
        }

        @Test
        void isWhatWasKnownAtTheInstant(TestService service) {
            JdbcMaturity table = bean(service, JdbcMaturity.class);
            Instant first = Instant.parse("2099-01-01T03:30:00Z");
            Instant second = first.plus(Duration.ofDays(1));

            takenBack(
                    service,
                    () -> {
                        table.observe(Map.of(SITE, seen(0.25, first)), "2026.1");
                        table.observe(Map.of(SITE, seen(0.5, second)), "2026.1");
                        assertEquals(seen(0.25, first), table.at(first.plusSeconds(1)).get(SITE));
                        assertEquals(seen(0.5, second), table.at(second).get(SITE));
                        return table;
                    });
        }

        @Test
        void isKeptOnlyWhereItDiffers(TestService service) {
            JdbcMaturity table = bean(service, JdbcMaturity.class);
            JdbcClient jdbc = bean(service, JdbcClient.class);
            Instant first = Instant.parse("2099-01-01T03:30:00Z");

            takenBack(
                    service,
                    () -> {
                        table.observe(Map.of(SITE, seen(0.25, first)), "2026.1");
                        table.observe(
                                Map.of(SITE, seen(0.25, first.plus(Duration.ofDays(1)))), "2026.1");
                        assertEquals(
                                1,
                                jdbc.sql("select count(*) from observed_readiness where site = ?")
                                        .param(SITE.value())
                                        .query(Integer.class)
                                        .single());
                        return table;
                    });
        }
    }

    @Test
    void keepsNothingOfThePatientOfARefusedOrder(TestService service) throws Exception {
        String number = UUID.randomUUID().toString();
        assertThrows(
                AssertionError.class,
                () -> Ordered.send(service, CLIENT, "9990240001", numbered(number)));

        String row =
                bean(service, JdbcClient.class)
                        .sql(
                                """
                                select to_jsonb(a)::text from order_arrival a
                                where order_id is null and site = ? order by id desc limit 1
                                """)
                        .param(SITE.value())
                        .query(String.class)
                        .single();
        JsonNode kept = TestService.json(row);
        assertEquals("FHIR", kept.path("channel").asString());
        for (String personal : List.of("9990240001", Ordered.FAMILY_NAME, "1985", number)) {
            assertTrue(!row.contains(personal), row);
        }
    }
}
