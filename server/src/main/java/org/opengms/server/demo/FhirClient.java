package org.opengms.server.demo;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;

/// The FHIR interface as one system or person uses it.
final class FhirClient {
    private static final String BASE = "/FHIR/R4";
    private static final String FHIR_JSON = "application/fhir+json";
    private static final int MOST_PAGES = 1_000;
    private static final FhirContext FHIR = FhirContext.forR4Cached();

    private final ServiceConnection connection;
    private final TokenSource tokens;
    private final String who;

    /// @param who for messages
    FhirClient(ServiceConnection connection, TokenSource tokens, String who) {
        this.connection = connection;
        this.tokens = tokens;
        this.who = who;
    }

    String who() {
        return who;
    }

    /// Sends a transaction Bundle.
    ///
    /// @param requestId under which it may be sent again
    /// @return the server's answer, good or not
    Reply transaction(String bundleJson, String requestId) throws InterruptedException {
        return send(
                "POST",
                BASE,
                Map.of("X-Request-ID", requestId),
                bundleJson.getBytes(StandardCharsets.UTF_8));
    }

    /// Reads one resource; absent where the server has none, or does not show it.
    <T extends Resource> Optional<T> find(Class<T> type, String id) throws InterruptedException {
        Reply reply =
                send("GET", BASE + "/" + type.getSimpleName() + "/" + id, Map.of(), new byte[0]);
        if (reply.status() == 404 || reply.status() == 410) {
            return Optional.empty();
        }
        return Optional.of(parse(type, require(reply, "reading a " + type.getSimpleName())));
    }

    /// Searches, following the pages to the last.
    ///
    /// @param query without question mark
    <T extends Resource> List<T> search(Class<T> type, String query) throws InterruptedException {
        List<T> found = new ArrayList<>();
        String next = BASE + "/" + type.getSimpleName() + "?" + query;
        for (int page = 0; page < MOST_PAGES; page++) {
            Reply reply =
                    require(
                            send("GET", next, Map.of(), new byte[0]),
                            "searching for " + type.getSimpleName());
            Bundle bundle = parse(Bundle.class, reply);
            bundle.getEntry().stream()
                    .map(Bundle.BundleEntryComponent::getResource)
                    .filter(type::isInstance)
                    .map(type::cast)
                    .forEach(found::add);
            Bundle.BundleLinkComponent link = bundle.getLink("next");
            if (link == null) {
                return found;
            }
            next = link.getUrl();
        }
        throw new DemoFailure(
                "OGMS-4807 A search for %s has more than %d pages."
                        .formatted(type.getSimpleName(), MOST_PAGES));
    }

    /// Updates a resource if it is still at the version that was read.
    Reply update(Resource resource) throws InterruptedException {
        String id = resource.getIdElement().getIdPart();
        return send(
                "PUT",
                BASE + "/" + resource.fhirType() + "/" + id,
                Map.of("If-Match", "W/\"" + resource.getMeta().getVersionId() + "\""),
                encode(resource));
    }

    /// Creates a resource.
    Reply create(Resource resource) throws InterruptedException {
        return send("POST", BASE + "/" + resource.fhirType(), Map.of(), encode(resource));
    }

    /// Invokes an operation on one resource.
    Reply operation(String type, String id, String name, Parameters parameters)
            throws InterruptedException {
        return send(
                "POST", BASE + "/" + type + "/" + id + "/$" + name, Map.of(), encode(parameters));
    }

    /// Invokes an operation of the whole service that only reads.
    Parameters numbers(String name) throws InterruptedException {
        Reply reply = send("GET", BASE + "/$" + name, Map.of(), new byte[0]);
        return parse(Parameters.class, require(reply, "asking for $" + name));
    }

    /// Sends bytes that are no FHIR.
    Reply put(String path, String contentType, byte[] body) throws InterruptedException {
        return send("PUT", path, Map.of("Content-Type", contentType), body);
    }

    /// Talks to an interface beside FHIR.
    ///
    /// @param body JSON; empty for none
    Reply json(String method, String path, String body) throws InterruptedException {
        Map<String, String> headers = new HashMap<>();
        headers.put("Accept", "*/*");
        if (!body.isEmpty()) {
            headers.put("Content-Type", "application/json");
        }
        return send(method, path, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    private Reply send(String method, String target, Map<String, String> headers, byte[] body)
            throws InterruptedException {
        Reply reply = sendOnce(method, target, headers, body);
        if (reply.status() == 401) {
            tokens.forget();
            return sendOnce(method, target, headers, body);
        }
        return reply;
    }

    private Reply sendOnce(String method, String target, Map<String, String> headers, byte[] body)
            throws InterruptedException {
        Map<String, String> all = new HashMap<>();
        all.put("Accept", FHIR_JSON);
        all.put("Authorization", "Bearer " + tokens.token());
        if (body.length > 0) {
            all.put("Content-Type", FHIR_JSON);
        }
        all.putAll(headers);
        return connection.send(method, target, all, body);
    }

    /// The answer, if it is good.
    ///
    /// @throws DemoFailure with the server's words if it is not
    Reply require(Reply reply, String what) {
        if (!reply.isGood()) {
            throw new DemoFailure(
                    "OGMS-4808 %s: the server refused %s with status %d. %s"
                            .formatted(who, what, reply.status(), words(reply)));
        }
        return reply;
    }

    static <T extends Resource> T parse(Class<T> type, Reply reply) {
        try {
            return FHIR.newJsonParser().parseResource(type, reply.text());
        } catch (DataFormatException | ClassCastException e) {
            throw new DemoFailure(
                    "OGMS-4809 The server answered with status %d and something that is not a %s."
                            .formatted(reply.status(), type.getSimpleName()),
                    e);
        }
    }

    /// What an OperationOutcome says, error by error; empty if the answer is none.
    static List<OperationOutcome.OperationOutcomeIssueComponent> issues(Reply reply) {
        try {
            return FHIR.newJsonParser()
                    .parseResource(OperationOutcome.class, reply.text())
                    .getIssue();
        } catch (DataFormatException | ClassCastException _) {
            return List.of();
        }
    }

    static String words(Reply reply) {
        return issues(reply).stream()
                .filter(FhirClient::isError)
                .map(FhirClient::words)
                .findFirst()
                .orElse("");
    }

    static String words(OperationOutcome.OperationOutcomeIssueComponent issue) {
        String words = issue.getDetails().getText();
        return words == null ? String.valueOf(issue.getDiagnostics()) : words;
    }

    /// What kind of finding an issue is: its code, or its words where it has none.
    static String kind(OperationOutcome.OperationOutcomeIssueComponent issue) {
        String code = issue.getDetails().getCodingFirstRep().getCode();
        return code == null ? words(issue) : code.replace('-', ' ');
    }

    static boolean isError(OperationOutcome.OperationOutcomeIssueComponent issue) {
        return issue.getSeverity() == OperationOutcome.IssueSeverity.ERROR
                || issue.getSeverity() == OperationOutcome.IssueSeverity.FATAL;
    }

    static byte[] encode(Resource resource) {
        return FHIR.newJsonParser()
                .encodeResourceToString(resource)
                .getBytes(StandardCharsets.UTF_8);
    }

    static String pretty(Resource resource) {
        return FHIR.newJsonParser().setPrettyPrint(true).encodeResourceToString(resource);
    }
}
