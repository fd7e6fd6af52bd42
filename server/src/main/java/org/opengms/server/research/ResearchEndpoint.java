package org.opengms.server.research;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.opengms.access.AccessStanding;
import org.opengms.access.ProjectId;
import org.opengms.cohort.ParticipantId;
import org.opengms.cohort.ResearchDesk;
import org.opengms.gate.AccessLogUnavailable;
import org.opengms.gate.Actor;
import org.opengms.server.security.ApiErrors;
import org.opengms.server.security.ApiMessages;
import org.opengms.server.security.CurrentActor;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `/api/research/…`: whose data may serve a project, decided when it is asked. The query names the
/// project, and what for stands in the project as the access committee approved it, as
/// docs/spec/consent-and-use.md says. A participant is known by a random identifier; nothing here
/// says who they are.
@Controller
public class ResearchEndpoint {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MOST = 1000;
    private static final int LARGEST_BYTES = 1 << 17;

    private final ResearchDesk desk;

    public ResearchEndpoint(ResearchDesk desk) {
        this.desk = desk;
    }

    /// A parameter that is not understood.
    private static final class Unclear extends Exception {
        private static final long serialVersionUID = 1;

        Unclear(String parameter) {
            super(
                    "OGMS-7130 The parameter %s is not understood. docs/spec/consent-and-use.md lists what it may be."
                            .formatted(parameter));
        }
    }

    /// Participants whose data may be used, some at a time.
    @GetMapping("/api/research/participants")
    public void participants(
            @RequestParam MultiValueMap<String, String> query, HttpServletResponse response)
            throws IOException {
        try {
            Optional<ParticipantId> after = Optional.empty();
            if (query.containsKey("after")) {
                after = Optional.of(participant(first(query, "after"), "after"));
            }
            Actor actor = CurrentActor.require();
            Optional<AccessStanding.Open> open = open(query, Set.of("after"), actor, response);
            if (open.isEmpty()) {
                return;
            }
            ResearchDesk.Page page = desk.participants(after, MOST, open.get(), actor);
            Map<String, Object> body = new LinkedHashMap<>();
            body.put(
                    "participants", page.permitted().stream().map(ResearchEndpoint::view).toList());
            page.next().ifPresent(next -> body.put("next", next.value()));
            ApiMessages.write(response, 200, body);
        } catch (Unclear unclear) {
            bad(response, unclear);
        }
    }

    /// Whether one participant's data may be used.
    @GetMapping("/api/research/participants/{id}")
    public void participant(
            @PathVariable("id") String id,
            @RequestParam MultiValueMap<String, String> query,
            HttpServletResponse response)
            throws IOException {
        try {
            ParticipantId participant = participant(id, "id");
            Actor actor = CurrentActor.require();
            Optional<AccessStanding.Open> open = open(query, Set.of(), actor, response);
            if (open.isEmpty()) {
                return;
            }
            switch (desk.check(List.of(participant), open.get(), actor).getFirst()) {
                case ResearchDesk.Answer.Permitted permitted ->
                        ApiMessages.write(response, 200, view(permitted));
                case ResearchDesk.Answer.Refused(var _, String reason) ->
                        ApiErrors.write(response, 403, "forbidden", "NOT_ALLOWED", reason);
            }
        } catch (Unclear unclear) {
            bad(response, unclear);
        }
    }

    /// Which of several participants' data may be used still: what a running job asks before each
    /// step, and stops using what is refused.
    @PostMapping("/api/research/check")
    public void check(
            @RequestParam MultiValueMap<String, String> query,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Optional<byte[]> body =
                ApiMessages.body(request, response, LARGEST_BYTES, "Ask in several parts.");
        if (body.isEmpty()) {
            return;
        }
        try {
            List<ParticipantId> asked = new ArrayList<>();
            JsonNode list = JSON.readTree(body.get()).path("participants");
            if (!list.isArray() || list.size() > MOST) {
                throw new Unclear("participants");
            }
            for (JsonNode one : list) {
                asked.add(participant(one.asString(""), "participants"));
            }
            Actor actor = CurrentActor.require();
            Optional<AccessStanding.Open> open = open(query, Set.of(), actor, response);
            if (open.isEmpty()) {
                return;
            }
            List<Object> permitted = new ArrayList<>();
            List<Object> refused = new ArrayList<>();
            for (ResearchDesk.Answer answer : desk.check(asked, open.get(), actor)) {
                switch (answer) {
                    case ResearchDesk.Answer.Permitted one -> permitted.add(view(one));
                    case ResearchDesk.Answer.Refused(var participant, String reason) ->
                            refused.add(
                                    Map.of("participant", participant.value(), "reason", reason));
                }
            }
            ApiMessages.write(response, 200, Map.of("participants", permitted, "refused", refused));
        } catch (JacksonException notJson) {
            bad(response, new Unclear("participants"));
        } catch (Unclear unclear) {
            bad(response, unclear);
        }
    }

    /// The use could not be written down, so nothing was released.
    @ExceptionHandler(AccessLogUnavailable.class)
    public void notWrittenDown(AccessLogUnavailable unavailable, HttpServletResponse response)
            throws IOException {
        response.setHeader("Retry-After", "60");
        ApiErrors.write(
                response,
                503,
                "transient",
                "UNAVAILABLE",
                String.valueOf(unavailable.getMessage()));
    }

    private static Map<String, Object> view(ResearchDesk.Answer.Permitted permitted) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("participant", permitted.participant().value());
        view.put(
                "terms",
                permitted.terms().terms().stream()
                        .map(t ->
                                t.parameter().isEmpty() ? t.code() : t.code() + " " + t.parameter())
                        .toList());
        view.put("reason", permitted.reason());
        return view;
    }

    /// The project that the query names, if it is open; where it is not, that is answered and
    /// nobody's data is looked at.
    ///
    /// @param others what else the query may have
    private Optional<AccessStanding.Open> open(
            MultiValueMap<String, String> query,
            Set<String> others,
            Actor actor,
            HttpServletResponse response)
            throws Unclear, IOException {
        for (String name : query.keySet()) {
            if (!name.equals("project") && !others.contains(name)) {
                throw new Unclear(name);
            }
        }
        if (query.getOrDefault("project", List.of()).size() > 1) {
            throw new Unclear("project");
        }
        String named = first(query, "project");
        if (named.isEmpty()) {
            ApiErrors.write(
                    response,
                    400,
                    "required",
                    "BAD_REQUEST",
                    "OGMS-7130 Research uses data for a project that the access committee approved, and none is named. Name it with project=….");
            return Optional.empty();
        }
        ProjectId project;
        try {
            project = new ProjectId(named);
        } catch (IllegalArgumentException notOne) {
            throw new Unclear("project");
        }
        return switch (desk.standing(project, actor)) {
            case AccessStanding.Open open -> Optional.of(open);
            case AccessStanding.Stopped(String reason) -> {
                ApiErrors.write(response, 403, "forbidden", "NOT_ALLOWED", reason);
                yield Optional.empty();
            }
        };
    }

    private static String first(MultiValueMap<String, String> query, String name) {
        String value = query.getFirst(name);
        return value == null ? "" : value.strip();
    }

    private static ParticipantId participant(String text, String parameter) throws Unclear {
        try {
            return new ParticipantId(text);
        } catch (IllegalArgumentException notOne) {
            throw new Unclear(parameter);
        }
    }

    private static void bad(HttpServletResponse response, Unclear unclear) throws IOException {
        ApiErrors.write(
                response, 400, "value", "BAD_REQUEST", String.valueOf(unclear.getMessage()));
    }
}
