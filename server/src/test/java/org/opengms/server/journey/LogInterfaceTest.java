package org.opengms.server.journey;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opengms.cohort.ParticipantId;
import org.opengms.logbook.LogKeeper;
import org.opengms.logbook.LogRecord;
import org.opengms.logbook.LogRecords;
import org.opengms.people.PersonId;
import org.opengms.server.persistence.JdbcLogBook;
import org.opengms.transparency.note.Checkpoint;
import org.opengms.transparency.note.VerifierKey;
import org.opengms.transparency.record.LogEntry;
import org.opengms.transparency.tiles.TileLog;
import org.opengms.transparency.verify.LogVerification;
import org.opengms.transparency.verify.TrustedKeys;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The transparency log of a running service, as those it is about and those who run it see it.
@ExtendWith(TestService.Extension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class LogInterfaceTest {
    private Ordered ordered;
    private ParticipantId participant;
    private PersonId person;

    @BeforeAll
    void aParticipantAgreed(TestService service) throws Exception {
        ordered = Ordered.send(service, "zr103", "9990002568");
        participant = ordered.joinsTheCohort(service);
        person =
                service.service()
                        .context()
                        .getBean(JdbcClient.class)
                        .sql(
                                "select person_id from cohort_member where participant = cast(:p as uuid)")
                        .param("p", participant.value())
                        .query((row, n) -> new PersonId(row.getString("person_id")))
                        .single();
    }

    private static Path log(TestService service) {
        return service.data().resolve("transparency/log");
    }

    private String label(TestService service) {
        return service.service().context().getBean(LogRecords.class).label(person).toString();
    }

    /// The numbers of the person's entries in the public files.
    private List<Long> numbers(TestService service) {
        TileLog log = new TileLog(log(service));
        long size = Checkpoint.parse(log.checkpoint().text()).size();
        return LongStream.range(0, size)
                .mapToObj(index -> LogEntry.parse(log.entry(index, size)).orElseThrow())
                .filter(entry -> entry.label().toString().equals(label(service)))
                .map(LogEntry::sequence)
                .toList();
    }

    private static void waitForTheLog(TestService service) {
        var context = service.service().context();
        JdbcLogBook book = context.getBean(JdbcLogBook.class);
        assertTrue(
                context.getBean(LogKeeper.class)
                        .await(
                                book.waiting(10_000).stream()
                                        .map(LogRecord::id)
                                        .collect(Collectors.toSet()),
                                Duration.ofSeconds(30)));
    }

    private HttpResponse<String> use(TestService service) throws Exception {
        return service.get(
                "/api/research/participants/"
                        + participant.value()
                        + ApprovedProject.health(service, "ZL01"),
                Optional.of(service.tokenOf("ZL01", "researcher")));
    }

    @Test
    void aUseForResearchIsInTheTreeBeforeItIsAnswered(TestService service) throws Exception {
        waitForTheLog(service);
        int before = numbers(service).size();
        assertEquals(200, use(service).statusCode());
        List<Long> after = numbers(service);
        assertEquals(before + 1, after.size());
        assertEquals(LongStream.range(0, after.size()).boxed().toList(), after);
    }

    @Test
    void whatThePersonSaidIsInIt(TestService service) {
        waitForTheLog(service);
        long statements =
                service.service()
                        .context()
                        .getBean(JdbcClient.class)
                        .sql(
                                """
                                select count(*) from consent_statement s
                                join log_entry e on e.record_id = s.id
                                where s.person_id = cast(:person as uuid)
                                """)
                        .param("person", person.value())
                        .query(Long.class)
                        .single();
        assertTrue(statements > 0);
    }

    @Nested
    class ThePublicPart {
        private HttpResponse<byte[]> get(TestService service, String path) throws Exception {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(service.service().address() + path))
                                    .build(),
                            HttpResponse.BodyHandlers.ofByteArray());
        }

        @Test
        void isReadWithoutATokenAndVerifiesWithTheKeyThatTheServiceTells(TestService service)
                throws Exception {
            use(service);
            HttpResponse<byte[]> checkpoint = get(service, "/log/checkpoint");
            assertEquals(200, checkpoint.statusCode());
            HttpResponse<String> status =
                    service.get(
                            "/api/log/status", Optional.of(service.tokenOf("ZL01", "operator")));
            VerifierKey key =
                    VerifierKey.parse(TestService.json(status).path("verifierKey").asString(""));
            String origin =
                    new String(checkpoint.body(), StandardCharsets.UTF_8)
                            .lines()
                            .findFirst()
                            .orElse("");
            assertEquals(key.name().value(), origin);
            LogVerification.Outcome outcome =
                    new LogVerification(
                                    log(service),
                                    new TrustedKeys(List.of(key)),
                                    List.of(),
                                    (_, _) -> {})
                            .run();
            assertTrue(outcome.holds(), outcome::toString);
        }

        @Test
        void hasTheFilesToTheByte(TestService service) throws Exception {
            use(service);
            try (var files = Files.walk(log(service).resolve("tile"))) {
                Path file = files.filter(Files::isRegularFile).findFirst().orElseThrow();
                byte[] bytes = Files.readAllBytes(file);
                HttpResponse<byte[]> answer = get(service, "/log/" + log(service).relativize(file));
                if (answer.statusCode() == 200) {
                    assertArrayEquals(bytes, answer.body());
                } else {
                    assertTrue(Files.notExists(file), () -> file + " is there, but not shown");
                }
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/log/.state/lock",
                    "/log/tile/../.state/lock",
                    "/log/tile/%2e%2e/.state/lock",
                    "/log/tile/0/..%2f..%2f..%2fkeys%2flog.key",
                    "/log/tile/0/x",
                    "/log/tile/99/999",
                    "/log/tile/entries/",
                    "/log/../keys/log.key"
                })
        void hasNothingElse(String path, TestService service) throws Exception {
            HttpResponse<byte[]> answer = get(service, path);
            String body = new String(answer.body(), StandardCharsets.UTF_8);
            assertTrue(answer.statusCode() != 200 || !body.contains("PRIVATE"), body);
            if (answer.statusCode() == 200) {
                // the sign-in page, which is where a stranger is sent
                assertTrue(body.contains("<form"), body);
            }
        }
    }

    @Test
    void thoseWhoRunTheServiceSeeHowItGoes(TestService service) throws Exception {
        waitForTheLog(service);
        HttpResponse<String> status =
                service.get("/api/log/status", Optional.of(service.tokenOf("ZL01", "operator")));
        assertEquals(200, status.statusCode(), status.body());
        var json = TestService.json(status);
        assertTrue(json.path("keptByThisServer").asBoolean(false), status.body());
        assertTrue(json.path("entries").asLong(0) > 0, status.body());
        assertEquals(0, json.path("findings").size(), status.body());
    }

    @Test
    void othersDoNot(TestService service) throws Exception {
        assertEquals(
                403,
                service.get("/api/log/status", Optional.of(service.tokenOf("ZL01", "researcher")))
                        .statusCode());
        assertEquals(401, service.get("/api/log/status", Optional.empty()).statusCode());
    }
}
