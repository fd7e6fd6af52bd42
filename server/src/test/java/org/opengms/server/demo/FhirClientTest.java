package org.opengms.server.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;

/// How the FHIR interface is used.
class FhirClientTest {
    private static final String NO_TASKS = "{\"resourceType\":\"Bundle\",\"type\":\"searchset\"}";

    @Test
    void searchesToTheLastPage() throws Exception {
        try (FakeService service =
                        new FakeService(request ->
                                new FakeService.Answer(
                                        200,
                                        switch (offset(request.target())) {
                                            case 0 -> page(request, List.of("a", "b"), 2);
                                            case 2 -> page(request, List.of("c", "d"), 4);
                                            default -> page(request, List.of("e"), -1);
                                        }));
                ServiceConnection connection = connect(service)) {
            assertEquals(
                    List.of("a", "b", "c", "d", "e"),
                    client(connection, new Tokens()).search(Task.class, "_count=2").stream()
                            .map(t -> t.getIdElement().getIdPart())
                            .toList());
            assertEquals(3, service.asked().size());
        }
    }

    private static int offset(String target) {
        return target.contains("_offset=2") ? 2 : target.contains("_offset=4") ? 4 : 0;
    }

    private static String page(FakeService.Asked request, List<String> ids, int next) {
        String link =
                next < 0
                        ? ""
                        : "\"link\":[{\"relation\":\"next\",\"url\":\"http://%s/FHIR/R4/Task?_offset=%d\"}],"
                                .formatted(request.header("host"), next);
        return "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",%s\"entry\":[%s]}"
                .formatted(
                        link,
                        String.join(
                                ",",
                                ids.stream()
                                        .map(id ->
                                                "{\"resource\":{\"resourceType\":\"Task\",\"id\":\"%s\"}}"
                                                        .formatted(id))
                                        .toList()));
    }

    @Test
    void updatesOnlyTheVersionThatWasRead() throws Exception {
        try (FakeService service = new FakeService(_ -> new FakeService.Answer(412, ""));
                ServiceConnection connection = connect(service)) {
            Task task = new Task();
            task.setId("t1");
            task.getMeta().setVersionId("7");
            assertEquals(412, client(connection, new Tokens()).update(task).status());
            FakeService.Asked asked = service.asked().getFirst();
            assertEquals("PUT", asked.method());
            assertEquals("/FHIR/R4/Task/t1", asked.target());
            assertEquals("W/\"7\"", asked.header("if-match"));
            assertEquals("application/fhir+json", asked.header("content-type"));
        }
    }

    @Test
    void fetchesANewTokenOnceWhenTheServerDoesNotTakeTheOld() throws Exception {
        try (FakeService service =
                        new FakeService(request ->
                                request.header("authorization").equals("Bearer token-2")
                                        ? new FakeService.Answer(200, NO_TASKS)
                                        : new FakeService.Answer(401, ""));
                ServiceConnection connection = connect(service)) {
            assertEquals(List.of(), client(connection, new Tokens()).search(Task.class, "x=y"));
            assertEquals(2, service.asked().size());
        }
    }

    @Test
    void doesNotAskForeverWithTokensThatAreNotTaken() {
        try (FakeService service = new FakeService(_ -> new FakeService.Answer(401, ""));
                ServiceConnection connection = connect(service)) {
            FhirClient client = client(connection, new Tokens());
            assertThrows(DemoFailure.class, () -> client.search(Task.class, "x=y"));
            assertEquals(2, service.asked().size());
        }
    }

    @Test
    void passesOnWhatTheServerSaysIsWrong() {
        String outcome =
                """
                {"resourceType":"OperationOutcome","issue":[
                  {"severity":"warning","code":"value","details":{"text":"Only a warning."}},
                  {"severity":"error","code":"invalid","details":{"text":"It comes first and is not done."}}]}
                """;
        try (FakeService service = new FakeService(_ -> new FakeService.Answer(422, outcome));
                ServiceConnection connection = connect(service)) {
            FhirClient client = client(connection, new Tokens());
            DemoFailure failure =
                    assertThrows(DemoFailure.class, () -> client.search(Task.class, "x=y"));
            assertEquals(
                    "OGMS-4808 tester: the server refused searching for Task with status 422. It comes first and is not done.",
                    failure.getMessage());
        }
    }

    @Test
    void saysWhenTheAnswerIsNoFhir() {
        try (FakeService service =
                        new FakeService(_ ->
                                new FakeService.Answer(
                                        200,
                                        Map.of("Content-Type", "text/html"),
                                        "<html></html>"));
                ServiceConnection connection = connect(service)) {
            FhirClient client = client(connection, new Tokens());
            DemoFailure failure =
                    assertThrows(DemoFailure.class, () -> client.search(Task.class, "x=y"));
            assertTrue(failure.getMessage().startsWith("OGMS-4809"), failure.getMessage());
        }
    }

    private static ServiceConnection connect(FakeService service) {
        return new ServiceConnection(service.address(), DemoLimits.STANDARD, new VirtualPace());
    }

    private static FhirClient client(ServiceConnection connection, TokenSource tokens) {
        return new FhirClient(connection, tokens, "tester");
    }

    /// Gives `token-1`, and the next one each time it is told to forget.
    private static final class Tokens implements TokenSource {
        private int number = 1;

        @Override
        public String token() {
            return "token-" + number;
        }

        @Override
        public void forget() {
            number++;
        }
    }
}
