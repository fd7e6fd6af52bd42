package org.opengms.server.choices;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.opengms.choices.ChoiceOutcome;
import org.opengms.consent.ConsentState;
import org.opengms.consent.ConsentStatement;
import org.opengms.consent.Use;
import org.opengms.gate.AccessDenied;
import org.opengms.gate.Actor;
import org.opengms.gate.JustifiedAccess;
import org.opengms.gate.ReviewDesk;
import org.opengms.orders.OrderId;
import org.opengms.people.PersonId;
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

/// `/api/orders/{id}/choices`: what the person of an order chose, and what they choose now;
/// `/api/choices/due`: who is to be asked again; `/api/access/reviews`: readings to be reviewed.
@Controller
public class ChoiceEndpoint {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LARGEST_BYTES = 1 << 14;
    private static final String CHANNEL = "api";

    /// How many of those who are to be asked again are told at once.
    private static final int MOST_DUE = 200;

    private final ChoiceOffice office;
    private final ReviewDesk reviews;
    private final Clock clock;

    public ChoiceEndpoint(ChoiceOffice office, ReviewDesk reviews, Clock clock) {
        this.office = office;
        this.reviews = reviews;
        this.clock = clock;
    }

    /// The choices in force, and the statements that led to them.
    @GetMapping("/api/orders/{id}/choices")
    public void choices(@PathVariable("id") String id, HttpServletResponse response)
            throws IOException {
        Optional<PersonId> person = person(id);
        if (person.isEmpty()) {
            notFound(response, "order");
            return;
        }
        try {
            ChoiceOffice.Choices choices =
                    office.choices(person.get(), CurrentActor.require(), CHANNEL);
            Map<String, Object> body = view(choices.state());
            body.put(
                    "statements",
                    choices.history().statements().stream().map(ChoiceEndpoint::view).toList());
            ApiMessages.write(response, 200, body);
        } catch (AccessDenied denied) {
            ApiErrors.write(response, 403, "forbidden", "NOT_ALLOWED", denied.reason());
        }
    }

    /// Records a statement.
    @PostMapping("/api/orders/{id}/choices")
    public void record(
            @PathVariable("id") String id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Optional<PersonId> person = person(id);
        Optional<Map<String, List<String>>> fields = fields(request, response);
        if (fields.isEmpty()) {
            return;
        }
        if (person.isEmpty()) {
            notFound(response, "order");
            return;
        }
        switch (ChoiceForm.read(
                person.get(), fields.get(), ConsentStatement.day(clock.instant()))) {
            case ChoiceForm.Reading.Unclear(String field, String words) ->
                    ApiErrors.write(response, 422, "value", "INVALID", field + ": " + words);
            case ChoiceForm.Reading.Read(var wish) -> {
                switch (office.record(wish, CurrentActor.require())) {
                    case ChoiceOutcome.Recorded(var statement, var state) -> {
                        Map<String, Object> body = view(state);
                        body.put("recorded", statement.id().value());
                        ApiMessages.write(response, 201, body);
                    }
                    case ChoiceOutcome.Refused(var _, String reason) ->
                            ApiErrors.write(response, 422, "business-rule", "INVALID", reason);
                    case ChoiceOutcome.NotYours(String reason) ->
                            ApiErrors.write(response, 403, "forbidden", "NOT_ALLOWED", reason);
                    case ChoiceOutcome.NotFound _ -> notFound(response, "person");
                }
            }
        }
    }

    /// Who is to be asked again.
    @GetMapping("/api/choices/due")
    public void due(HttpServletResponse response) throws IOException {
        ApiMessages.write(
                response,
                200,
                Map.of(
                        "due",
                        office.dueOrders(CurrentActor.require(), CHANNEL, MOST_DUE).stream()
                                .map(one ->
                                        Map.of(
                                                "order", one.known().id().value(),
                                                "number", one.known().number(),
                                                "since", one.due().recontact().from().toString(),
                                                "why", one.due().recontact().why().words()))
                                .toList()));
    }

    /// Readings of the data of the organisation's patients that were justified by an emergency or
    /// the law.
    @GetMapping("/api/access/reviews")
    public void reviews(HttpServletResponse response) throws IOException {
        ApiMessages.write(
                response,
                200,
                Map.of(
                        "readings",
                        reviews.list(CurrentActor.require()).stream()
                                .map(ChoiceEndpoint::view)
                                .toList()));
    }

    /// Keeps a review.
    @PostMapping("/api/access/reviews/{id}")
    public void review(
            @PathVariable("id") String id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Optional<Map<String, List<String>>> fields = fields(request, response);
        if (fields.isEmpty()) {
            return;
        }
        Actor actor = CurrentActor.require();
        ReviewDesk.Answer answer;
        try {
            answer =
                    reviews.review(
                            Long.parseLong(id, 10),
                            JustifiedAccess.Outcome.valueOf(
                                    first(fields.get(), "outcome")
                                            .toUpperCase(Locale.ROOT)
                                            .replace('-', '_')),
                            first(fields.get(), "words"),
                            actor);
        } catch (IllegalArgumentException unclear) {
            answer =
                    new ReviewDesk.Answer.Refused(
                            "The outcome is justified, not-justified or passed-on.");
        }
        switch (answer) {
            case ReviewDesk.Answer.Kept _ ->
                    ApiMessages.write(response, 201, Map.of("reviewed", id));
            case ReviewDesk.Answer.Refused(String reason) ->
                    ApiErrors.write(response, 422, "business-rule", "INVALID", reason);
            case ReviewDesk.Answer.NotFound _ -> notFound(response, "reading");
        }
    }

    private Optional<PersonId> person(String order) {
        try {
            return office.personOf(new OrderId(order));
        } catch (IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }

    private static Map<String, Object> view(ConsentState state) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("research", state.research().words());
        for (Use use : Use.values()) {
            view.put(
                    "allows-" + use.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    state.allows(use));
        }
        view.put("told", state.told());
        return view;
    }

    private static Map<String, Object> view(ConsentStatement statement) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", statement.id().value());
        view.put("said", statement.words());
        statement.by().ifPresent(who -> view.put("by", who.code()));
        view.put("saidOn", statement.saidOn().toString());
        view.put("recordedAt", statement.recordedAt().toString());
        view.put("recordedBy", statement.recordedBy());
        view.put("evidence", statement.evidence());
        return view;
    }

    private static Map<String, Object> view(JustifiedAccess access) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", access.id());
        view.put("at", access.at().toString());
        view.put("actor", access.actor());
        view.put("organisation", access.organisation());
        view.put("resource", access.resource());
        view.put("kind", access.kind());
        view.put("reason", access.reason());
        view.put("permitted", access.permitted());
        access.review()
                .ifPresent(review ->
                        view.put(
                                "review",
                                Map.of(
                                        "outcome", review.outcome().name(),
                                        "words", review.words(),
                                        "by", review.by(),
                                        "at", review.at().toString())));
        return view;
    }

    /// The texts of a flat JSON object, each a text or a list of texts.
    private static Optional<Map<String, List<String>>> fields(
            HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] body = request.getInputStream().readNBytes(LARGEST_BYTES + 1);
        if (body.length <= LARGEST_BYTES) {
            try {
                JsonNode tree = JSON.readTree(body);
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
        }
        ApiErrors.write(
                response,
                400,
                "value",
                "BAD_REQUEST",
                "OGMS-7132 The body is not a JSON object of texts, or too long. docs/spec/consent-and-use.md shows one.");
        return Optional.empty();
    }

    private static String first(Map<String, List<String>> fields, String name) {
        List<String> values = fields.getOrDefault(name, List.of());
        return values.isEmpty() ? "" : values.getFirst();
    }

    private static void notFound(HttpServletResponse response, String what) throws IOException {
        ApiErrors.write(
                response, 404, "not-found", "NOT_FOUND", "There is no such %s.".formatted(what));
    }
}
