package org.opengms.server.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.infrastructure.OdsCode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The demonstration's contract, which is paid, and how its money is spent: wherever the
/// demonstration stopped, it goes on.
class ExampleContractTest {
    private static final List<String> PROGRESS = List.of("paid", "proposed", "spent", "told");

    /// The funds after so many of the steps, beside what somebody else bought.
    private static String funds(int progress) {
        String proposals =
                progress == 1
                        ? "{\"what\": {\"number\": \"S-2\", \"evidence\": \"made-up order 1\"}, \"by\": \"f\"}"
                        : "";
        String spends =
                progress < 2
                        ? ""
                        : """
                        , {"spent": {"number": "S-2", "evidence": "made-up bank statement, line 2"},
                          "takenBack": false, "outcomes": [%s]}
                        """
                                .formatted(progress == 3 ? "{\"number\": \"S-2\"}" : "");
        return """
        {"rules": [{}], "proposals": [%s], "spends": [
          {"spent": {"number": "S-1", "evidence": "order 71"}, "takenBack": false, "outcomes": []}%s]}
        """
                .formatted(proposals, spends);
    }

    @ParameterizedTest
    @CsvSource({
        "paid, first propose; second spend S-2; first outcome S-2",
        "proposed, second spend S-2; first outcome S-2",
        "spent, first outcome S-2",
        "told, ''"
    })
    void goesOnWhereItStopped(String stopped, String expected) throws Exception {
        AtomicInteger progress = new AtomicInteger(PROGRESS.indexOf(stopped));
        List<String> posted = new ArrayList<>();
        JsonMapper json = JsonMapper.builder().build();
        try (FakeService service =
                        new FakeService(request -> {
                            if (request.method().equals("POST")) {
                                JsonNode step = json.readTree(request.body());
                                posted.add(
                                        "%s %s %s"
                                                .formatted(
                                                        request.header("authorization")
                                                                .replace("Bearer ", ""),
                                                        step.path("kind").asString(""),
                                                        step.path("number").asString(""))
                                                .strip());
                                progress.incrementAndGet();
                            }
                            return new FakeService.Answer(
                                    200,
                                    request.target().contains("/contracts/")
                                            ? "{\"steps\": [1, 2, 3, 4, 5, 6]}"
                                            : funds(progress.get()));
                        });
                ServiceConnection connection =
                        new ServiceConnection(
                                service.address(), DemoLimits.STANDARD, new VirtualPace())) {
            new ExampleContract(
                            client(connection, "first"),
                            client(connection, "second"),
                            new OdsCode("ZL01"),
                            LocalDate.of(2026, 10, 5))
                    .play("p");
        }
        assertEquals(expected, String.join("; ", posted));
    }

    private static FhirClient client(ServiceConnection connection, String who) {
        return new FhirClient(
                connection,
                new TokenSource() {
                    @Override
                    public String token() {
                        return who;
                    }

                    @Override
                    public void forget() {}
                },
                who);
    }
}
