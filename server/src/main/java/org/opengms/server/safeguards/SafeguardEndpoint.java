package org.opengms.server.safeguards;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opengms.gate.AccessDenied;
import org.opengms.orders.OrderId;
import org.opengms.people.PersonId;
import org.opengms.proxies.Proxy;
import org.opengms.proxies.ProxyStanding;
import org.opengms.proxies.ProxyStep;
import org.opengms.safeguards.SafeguardDesk;
import org.opengms.safeguards.SafeguardOutcome;
import org.opengms.safeguards.Withholding;
import org.opengms.server.security.ApiErrors;
import org.opengms.server.security.ApiMessages;
import org.opengms.server.security.CurrentActor;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `/api/orders/{id}/safeguards`: who acts for the person of an order, what is held back from them
/// and whether their address is protected; `/api/safeguards/due`: what is held back and ends soon.
@Controller
public class SafeguardEndpoint {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LARGEST_BYTES = 1 << 14;
    private static final String CHANNEL = "api";

    private final SafeguardOffice office;

    public SafeguardEndpoint(SafeguardOffice office) {
        this.office = office;
    }

    /// Everything that is recorded.
    @GetMapping("/api/orders/{id}/safeguards")
    public void recorded(@PathVariable("id") String id, HttpServletResponse response)
            throws IOException {
        Optional<PersonId> person = person(id);
        if (person.isEmpty()) {
            notFound(response);
            return;
        }
        try {
            SafeguardDesk.Recorded recorded =
                    office.recorded(person.get(), CurrentActor.require(), CHANNEL);
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("address", recorded.address().name());
            body.put("proxies", recorded.proxies().stream().map(SafeguardEndpoint::view).toList());
            body.put(
                    "withholdings",
                    recorded.withholdings().stream().map(SafeguardEndpoint::view).toList());
            ApiMessages.write(response, 200, body);
        } catch (AccessDenied denied) {
            ApiErrors.write(response, 403, "forbidden", "NOT_ALLOWED", denied.reason());
        }
    }

    /// Records one of [SafeguardDeed].
    @PostMapping("/api/orders/{id}/safeguards/{deed}")
    public void record(
            @PathVariable("id") String id,
            @PathVariable("deed") String code,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Optional<Map<String, List<String>>> fields = fields(request, response);
        if (fields.isEmpty()) {
            return;
        }
        Optional<PersonId> person = person(id);
        Optional<SafeguardDeed> deed = SafeguardDeed.of(code);
        if (person.isEmpty() || deed.isEmpty()) {
            notFound(response);
            return;
        }
        switch (office.record(deed.get(), person.get(), fields.get(), CurrentActor.require())) {
            case SafeguardOutcome.Recorded(String recorded) ->
                    ApiMessages.write(response, 201, Map.of("recorded", recorded));
            case SafeguardOutcome.Refused(String field, String reason) ->
                    ApiErrors.write(
                            response,
                            422,
                            "business-rule",
                            "INVALID",
                            field.isEmpty() ? reason : field + ": " + reason);
            case SafeguardOutcome.NotYours(String reason) ->
                    ApiErrors.write(response, 403, "forbidden", "NOT_ALLOWED", reason);
            case SafeguardOutcome.NotFound _ -> notFound(response);
        }
    }

    /// What is held back and ends soon.
    @GetMapping("/api/safeguards/due")
    public void due(HttpServletResponse response) throws IOException {
        ApiMessages.write(
                response,
                200,
                Map.of(
                        "due",
                        office.toReview(CurrentActor.require(), CHANNEL).stream()
                                .map(one -> {
                                    Map<String, Object> view = view(one.withholding());
                                    view.put("order", one.known().number());
                                    return view;
                                })
                                .toList()));
    }

    private Optional<PersonId> person(String order) {
        try {
            return office.personOf(new OrderId(order));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Map<String, Object> view(SafeguardDesk.StandingProxy standing) {
        Proxy proxy = standing.proxy();
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", proxy.id().value());
        view.put("name", proxy.name());
        view.put("kind", proxy.kind().name());
        view.put("until", proxy.until().toString());
        view.put("evidence", proxy.evidence());
        view.put("recordedBy", proxy.by());
        switch (standing.standing()) {
            case ProxyStanding.InForce(var _, var scopes) -> {
                view.put("standing", "in-force");
                view.put("scopes", scopes.stream().map(Enum::name).sorted().toList());
            }
            case ProxyStanding.Ended(var _, String why) -> {
                view.put("standing", "ended");
                view.put("why", why);
            }
        }
        view.put("toReview", standing.toReview());
        view.put("steps", proxy.steps().stream().map(SafeguardEndpoint::view).toList());
        return view;
    }

    private static Map<String, Object> view(Withholding one) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", one.id().value());
        view.put("held", one.held().kind().name() + "/" + one.held().id());
        view.put("from", one.from().name());
        view.put("reason", one.reason().name());
        view.put("words", one.words());
        view.put("ends", one.ends().toString());
        view.put("isLifted", one.isLifted());
        view.put("recordedBy", one.by());
        view.put("steps", one.steps().stream().map(SafeguardEndpoint::view).toList());
        return view;
    }

    private static Map<String, Object> view(ProxyStep step) {
        Map<String, Object> view = new LinkedHashMap<>();
        switch (step) {
            case ProxyStep.Agreed agreed -> {
                view.put("step", "agreement");
                view.put("decider", agreed.decider().name());
                view.put("scopes", agreed.scopes().stream().map(Enum::name).sorted().toList());
                view.put("on", agreed.on().toString());
            }
            case ProxyStep.Stopped stopped -> {
                view.put("step", "stop");
                view.put("why", stopped.why().name());
            }
        }
        view.put("words", step.words());
        view.put("recordedBy", step.by());
        view.put("recordedAt", step.at().toString());
        return view;
    }

    private static Map<String, Object> view(Withholding.Step step) {
        Map<String, Object> view = new LinkedHashMap<>();
        switch (step) {
            case Withholding.Step.Renewed renewed -> {
                view.put("step", "renew");
                view.put("reviewOn", renewed.reviewOn().toString());
                renewed.opinion()
                        .ifPresent(opinion -> {
                            view.put("opinion", opinion.by());
                            view.put("opinionOn", opinion.on().toString());
                        });
            }
            case Withholding.Step.Lifted _ -> view.put("step", "lift");
        }
        view.put("words", step.words());
        view.put("recordedBy", step.by());
        view.put("recordedAt", step.at().toString());
        return view;
    }

    private static Optional<Map<String, List<String>>> fields(
            HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<byte[]> body = ApiMessages.body(request, response, LARGEST_BYTES, "");
        if (body.isEmpty()) {
            return Optional.empty();
        }
        try {
            JsonNode tree = JSON.readTree(body.get());
            if (tree.isObject()) {
                Map<String, List<String>> fields = new LinkedHashMap<>();
                for (var property : tree.properties()) {
                    List<String> values = new ArrayList<>();
                    if (property.getValue().isArray()) {
                        property.getValue().forEach(v -> values.add(v.asString("")));
                    } else {
                        values.add(property.getValue().asString(""));
                    }
                    fields.put(property.getKey(), values);
                }
                return Optional.of(fields);
            }
        } catch (JacksonException notJson) {
            // Told below, like every body that is no object.
        }
        ApiErrors.write(
                response,
                400,
                "value",
                "BAD_REQUEST",
                "OGMS-7164 The body is not a JSON object of texts. docs/spec/patient-access.md shows one.");
        return Optional.empty();
    }

    private static void notFound(HttpServletResponse response) throws IOException {
        ApiErrors.write(
                response, 404, "not-found", "NOT_FOUND", "There is no such order or entry.");
    }
}
