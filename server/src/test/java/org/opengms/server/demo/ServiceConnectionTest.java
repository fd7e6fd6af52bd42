package org.opengms.server.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How the player behaves towards a server that is not always there.
class ServiceConnectionTest {
    private final VirtualPace pace = new VirtualPace();

    @Nested
    class AServerThatIsAway {
        @Test
        void isTriedAgainUntilItIsBack() throws Exception {
            FakeService gone = new FakeService(_ -> new FakeService.Answer(200, "before"));
            int port = gone.port();
            gone.close();
            List<FakeService> back = new ArrayList<>();
            pace.duringPause(() -> {
                if (pace.pauses().size() == 4) {
                    back.add(new FakeService(port, _ -> new FakeService.Answer(200, "back")));
                }
            });
            try (ServiceConnection connection =
                    new ServiceConnection(gone.address(), DemoLimits.STANDARD, pace)) {
                Reply reply = connection.send("GET", "/FHIR/R4/metadata", Map.of(), new byte[0]);
                assertEquals("back", reply.text());
            } finally {
                back.forEach(FakeService::close);
            }
            assertEquals(4, pace.pauses().size());
        }

        @Test
        void isGivenUpAfterTheTimeForIt() {
            FakeService gone = new FakeService(_ -> new FakeService.Answer(200, ""));
            gone.close();
            try (ServiceConnection connection =
                    new ServiceConnection(gone.address(), DemoLimits.STANDARD, pace)) {
                DemoFailure failure =
                        assertThrows(
                                DemoFailure.class,
                                () -> connection.send("GET", "/", Map.of(), new byte[0]));
                assertTrue(failure.getMessage().startsWith("OGMS-4802"), failure.getMessage());
                assertTrue(failure.getMessage().contains("120 seconds"), failure.getMessage());
            }
            Duration waited = pace.pauses().stream().reduce(Duration.ZERO, Duration::plus);
            assertTrue(waited.compareTo(Duration.ofMinutes(2)) >= 0, waited.toString());
            assertTrue(waited.compareTo(Duration.ofSeconds(123)) <= 0, waited.toString());
        }

        @Test
        void isAskedLessAndLessOften() {
            FakeService gone = new FakeService(_ -> new FakeService.Answer(200, ""));
            gone.close();
            try (ServiceConnection connection =
                    new ServiceConnection(gone.address(), DemoLimits.STANDARD, pace)) {
                assertThrows(
                        DemoFailure.class,
                        () -> connection.send("GET", "/", Map.of(), new byte[0]));
            }
            assertEquals(
                    List.of(100L, 200L, 400L, 800L, 1_600L, 2_000L, 2_000L),
                    pace.pauses().stream().limit(7).map(Duration::toMillis).toList());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {502, 503})
    void aServerThatIsStartingIsTriedAgain(int status) throws Exception {
        AtomicInteger requests = new AtomicInteger();
        try (FakeService service =
                        new FakeService(_ ->
                                new FakeService.Answer(
                                        requests.incrementAndGet() < 3 ? status : 200, "x"));
                ServiceConnection connection =
                        new ServiceConnection(service.address(), DemoLimits.STANDARD, pace)) {
            assertEquals(200, connection.send("GET", "/", Map.of(), new byte[0]).status());
            assertEquals(3, requests.get());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 409, 412, 422, 500})
    void anAnswerIsAnAnswer(int status) throws Exception {
        try (FakeService service = new FakeService(_ -> new FakeService.Answer(status, "x"));
                ServiceConnection connection =
                        new ServiceConnection(service.address(), DemoLimits.STANDARD, pace)) {
            assertEquals(status, connection.send("GET", "/", Map.of(), new byte[0]).status());
            assertEquals(1, service.asked().size());
        }
    }

    @Test
    void aTokenIsNeverSentToAnotherServer() {
        try (FakeService service = new FakeService(_ -> new FakeService.Answer(200, "x"));
                ServiceConnection connection =
                        new ServiceConnection(service.address(), DemoLimits.STANDARD, pace)) {
            DemoFailure failure =
                    assertThrows(
                            DemoFailure.class,
                            () ->
                                    connection.send(
                                            "GET",
                                            "http://elsewhere.example/FHIR/R4/Task",
                                            Map.of("Authorization", "Bearer x"),
                                            new byte[0]));
            assertTrue(failure.getMessage().startsWith("OGMS-4803"), failure.getMessage());
            assertEquals(List.of(), service.asked());
        }
    }
}
