package org.opengms.server.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.disclosure.DisclosureRules;
import org.opengms.disclosure.release.ReleaseRegistry;
import org.opengms.disclosure.release.ReleaseStore;
import org.opengms.outputs.OutputFigures;
import org.opengms.server.environment.OutputOffice;
import org.opengms.server.persistence.JdbcLogBook;
import org.opengms.server.register.RegisterFigures;
import org.opengms.server.register.RegisterOffice;
import org.opengms.server.transparency.LogKeys;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/// The public register, which anybody reads and which tells nothing about anybody.
@ExtendWith(TestService.Extension.class)
class RegisterTest {
    private static final ReleaseRegistry STANDING =
            new ReleaseRegistry(DisclosureRules.standard().counts(), ReleaseStore.inMemory());

    /// Long before anything else in this database.
    private static final LocalDate DAY = LocalDate.of(2001, 5, 5);

    private static RegisterOffice office(TestService service, LocalDate day, int participants) {
        return office(service, day.atTime(12, 0).toInstant(ZoneOffset.UTC), participants);
    }

    private static RegisterOffice office(TestService service, Instant now, int participants) {
        return office(
                service,
                now,
                RoaringBitmap.bitmapOfRange(0, participants),
                new ReleaseRegistry(DisclosureRules.standard().counts(), ReleaseStore.inMemory()));
    }

    private static RegisterOffice office(
            TestService service,
            Instant now,
            RoaringBitmap participants,
            ReleaseRegistry releases) {
        var context = service.service().context();
        return new RegisterOffice(
                context.getBean(JdbcClient.class),
                () -> participants,
                releases,
                context.getBean(OutputOffice.class).desk()::figures,
                context.getBean(JdbcLogBook.class),
                context.getBean(LogKeys.class),
                DisclosureRules.standard(),
                Clock.fixed(now, ZoneOffset.UTC));
    }

    private static void readings(
            TestService service, String purpose, int count, boolean permitted, Instant at) {
        JdbcClient jdbc = service.service().context().getBean(JdbcClient.class);
        IntStream.range(0, count)
                .forEach(i ->
                        jdbc.sql(
                                        """
                                        insert into access_log (at, actor, organisation, roles, purpose,
                                            person_id, data_class, resource, channel, permitted, reason)
                                        values (:at, 'a', 'ZL01', 'RESEARCHER', :purpose, :person, 'GENOME',
                                            'r', 'api', :permitted, 'because')
                                        """)
                                .param("at", at.atOffset(ZoneOffset.UTC))
                                .param("purpose", purpose)
                                .param("person", UUID.randomUUID())
                                .param("permitted", permitted)
                                .update());
    }

    @Test
    void isReadByAnybodyAsAPageAndAsData(TestService service) throws Exception {
        HttpResponse<String> page = service.get("/register", Optional.empty());
        assertEquals(200, page.statusCode());
        assertTrue(
                page.body().contains("What people's data are used for")
                        || page.body().contains("What people&#39;s data are used for"),
                page.body());
        HttpResponse<String> data = service.get("/register.json", Optional.empty());
        assertEquals(200, data.statusCode());
        JsonNode json = TestService.json(data);
        assertEquals(0, json.path("usesAfterWithdrawal").asLong(-1), data.body());
        assertFalse(json.path("log").path("verifierKey").asString("").isEmpty(), data.body());
        JsonNode outputs =
                TestService.json(service.get("/register/outputs.json", Optional.empty()));
        assertEquals(json.path("research"), outputs);
        assertTrue(outputs.path("refused").isInt(), outputs.toString());
    }

    @Test
    void roundsNumbersAndHidesSmallOnes(TestService service) {
        LocalDate day = DAY;
        Instant before = day.minusDays(3).atStartOfDay().toInstant(ZoneOffset.UTC);
        readings(service, "RESEARCH", 44, true, before);
        readings(service, "RESEARCH", 3, false, before);
        RegisterFigures figures = office(service, day, 123).today();
        assertEquals(new RegisterFigures.Count(120, false), figures.participants());
        RegisterFigures.Use research =
                figures.uses().stream()
                        .filter(use -> use.purpose().equals("RESEARCH"))
                        .findFirst()
                        .orElseThrow();
        assertEquals(new RegisterFigures.Count(40, false), research.permitted());
        assertEquals(new RegisterFigures.Count(0, true), research.refused());
    }

    @Test
    void tellsWhatProjectsAskedAndTookAway(TestService service) {
        LocalDate day = DAY.plusYears(14);
        var context = service.service().context();
        // undone afterwards: no log holds these uses
        RegisterFigures figures =
                Objects.requireNonNull(
                        context.getBean("transactions", TransactionTemplate.class)
                                .execute(status -> {
                                    status.setRollbackOnly();
                                    used(service, day.minusYears(1).minusDays(1), "QUERY", 999, 1);
                                    used(service, day.minusYears(1), "QUERY", 44, 1);
                                    used(service, day.minusYears(1), "QUERY", 30, 0);
                                    used(service, day.minusDays(1), "BATCH", 1, 1);
                                    used(service, day.minusDays(1), "FILE", 1, 1);
                                    used(service, day, "QUERY", 999, 1);
                                    return new RegisterOffice(
                                                    context.getBean(JdbcClient.class),
                                                    RoaringBitmap::new,
                                                    STANDING,
                                                    since -> {
                                                        assertEquals(
                                                                Instant.parse(
                                                                        "2014-05-04T23:00:00Z"),
                                                                since);
                                                        return new OutputFigures(
                                                                3,
                                                                2,
                                                                1,
                                                                4,
                                                                Optional.of(
                                                                        Duration.ofMinutes(150)));
                                                    },
                                                    context.getBean(JdbcLogBook.class),
                                                    context.getBean(LogKeys.class),
                                                    DisclosureRules.standard(),
                                                    Clock.fixed(
                                                            Instant.parse("2015-05-05T12:00:00Z"),
                                                            ZoneOffset.UTC))
                                            .today();
                                }));
        // 44 + 30 + 1 + 1 readings, rounded; of two that people waited for, half within 2.5 hours
        assertEquals(
                Optional.of(
                        new RegisterFigures.Research(
                                2, new RegisterFigures.Count(80, false), 3, 2, 1, 4, 2L)),
                figures.ofProjects());
    }

    private static void used(
            TestService service, LocalDate day, String kind, int records, int queries) {
        service.service()
                .context()
                .getBean(JdbcClient.class)
                .sql(
                        """
                        insert into metered_use (id, project, kind, subject, people, records, queries,
                            bytes, day)
                        values (:id, 'P-1', :kind, 'Run/1', :records, :records, :queries, 0, :day)
                        """)
                .param("id", UUID.randomUUID())
                .param("kind", kind)
                .param("records", records)
                .param("queries", queries)
                .param("day", day)
                .update();
    }

    /// Whoever looks before and after somebody has changed something sees no difference.
    @Test
    void saysTheSameAllDayAndForEver(TestService service) {
        LocalDate day = DAY.plusYears(10);
        RegisterFigures morning = office(service, day, 500).today();
        readings(
                service,
                "RESEARCH",
                60,
                true,
                day.minusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC));
        assertEquals(morning, office(service, day, 900).today());
        assertEquals(Optional.of(morning), office(service, day.plusDays(9), 7).of(day));
    }

    /// The registry is asked, not only the threshold: nobody can see from two days who came or
    /// went.
    @ParameterizedTest
    @CsvSource({
        // day of January, first and past the last who agree, number shown, day it was counted
        "1,   0, 300, 300, 1",
        "2,   1, 300, 300, 1", // one has gone
        "3,   5, 304, 300, 1", // five have gone and four have come
        "4,   0, 320, 320, 4", // twenty more than on the first day
        "5, 318, 320, 320, 4", // hardly anybody is left
    })
    void keepsANumberUntilEnoughPeopleHaveComeOrGone(
            int ofJanuary, int first, int last, long shown, int counted, TestService service) {
        LocalDate day = LocalDate.of(2007, 1, ofJanuary);
        RegisterFigures figures =
                office(
                                service,
                                day.atTime(12, 0).toInstant(ZoneOffset.UTC),
                                RoaringBitmap.bitmapOfRange(first, last),
                                STANDING)
                        .today();
        assertEquals(new RegisterFigures.Count(shown, false), figures.participants());
        assertEquals(LocalDate.of(2007, 1, counted), figures.dayOfParticipants());
    }

    /// In 2003 the clocks went forward on 30 March at 01:00, so 31 March began at 23:00 UTC of the
    /// day before.
    @Test
    void countsTheDaysOfLondonWhereTheClocksChange(TestService service) {
        LocalDate day = LocalDate.of(2003, 3, 31);
        readings(service, "RESEARCH", 44, true, Instant.parse("2003-03-30T22:30:00Z"));
        readings(service, "RESEARCH", 20, true, Instant.parse("2003-03-30T23:30:00Z"));
        RegisterFigures figures =
                office(service, Instant.parse("2003-03-30T23:15:00Z"), 500).today();
        assertEquals(day, figures.day());
        assertEquals(new RegisterFigures.Count(40, false), figures.uses().getFirst().permitted());
    }

    /// On 26 October 2003 the clocks went back at 01:00 UTC: the day began in summer time.
    @Test
    void beginsADayAtLondonsMidnight(TestService service) {
        assertEquals(
                LocalDate.of(2003, 10, 26),
                office(service, Instant.parse("2003-10-25T23:00:00Z"), 500).today().day());
        assertEquals(
                LocalDate.of(2003, 10, 26),
                office(service, Instant.parse("2003-10-26T23:59:59Z"), 500).today().day());
    }

    @Test
    void hasNothingOfADayThatWasNotPublished(TestService service) throws Exception {
        for (String day : new String[] {"1999-01-01", "yesterday", "2026-13-45", "'"}) {
            assertEquals(
                    404,
                    service.get(
                                    "/register.json?day="
                                            + java.net.URLEncoder.encode(
                                                    day, java.nio.charset.StandardCharsets.UTF_8),
                                    Optional.empty())
                            .statusCode(),
                    day);
        }
    }
}
