package org.opengms.server.dialogue;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.opengms.datafile.DataFile;
import org.opengms.dialogue.Consultation;
import org.opengms.dialogue.DialogueAnswer;
import org.opengms.dialogue.DialogueDesk;
import org.opengms.dialogue.Moderation;
import org.opengms.dialogue.PublicDecision;
import org.opengms.server.security.ApiErrors;
import org.opengms.server.security.ApiMessages;
import org.opengms.server.security.CurrentActor;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// `/api/consultations/…`, for the operator: publishes consultations, imports answers, lets words
/// through, records decisions, as docs/spec/dialogue.md says.
@Controller
@RequestMapping("/api/consultations")
public class DialogueEndpoint {
    private static final int LARGEST_MESSAGE_BYTES = 1 << 17;
    private static final int LARGEST_SHEET_BYTES = 1 << 23;
    private static final DataFile<PublicDecision> DECISION =
            new DataFile<>(
                    PublicDecision.class, "a decision", "OGMS-8221", UnaryOperator.identity());
    private static final DataFile<ModeratorSays> MODERATION =
            new DataFile<>(
                    ModeratorSays.class, "a moderation", "OGMS-8222", UnaryOperator.identity());

    private final DialogueDesk desk;

    public DialogueEndpoint(DialogueDesk desk) {
        this.desk = desk;
    }

    /// The message of a moderator.
    ///
    /// @param rule by which the words are refused
    record ModeratorSays(Outcome outcome, Optional<Integer> rule) {
        ModeratorSays {
            if (rule.isPresent() != (outcome == Outcome.REFUSE)) {
                throw new IllegalArgumentException(
                        "rule: say it with REFUSE, and leave it out with PUBLISH.");
            }
        }
    }

    /// What becomes of words.
    enum Outcome {
        PUBLISH,
        REFUSE
    }

    /// Words that wait for a moderator.
    record Waiting(List<Words> waiting) {}

    /// Words beside an answer.
    record Words(String number, String way, String words, String on) {}

    /// What was published.
    record Published(String id) {}

    /// Publishes a consultation.
    @PostMapping
    public void publish(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Optional<Consultation> consultation =
                message(request, response, body -> Consultation.read(body, "the message"));
        if (consultation.isPresent()) {
            switch (desk.publish(consultation.get(), CurrentActor.require().id())) {
                case DialogueAnswer.Done<Consultation>(Consultation done) ->
                        ApiMessages.write(response, 201, new Published(done.id()));
                case DialogueAnswer.NotFound<Consultation>(String words) ->
                        missing(response, words);
                case DialogueAnswer.Refused<Consultation>(String field, String reason) ->
                        refused(response, field, reason);
            }
        }
    }

    /// Imports answers as CSV, or says what an import would be.
    @PostMapping("/{id}/responses")
    public void responses(
            @PathVariable("id") String id,
            @RequestParam(name = "dry-run", defaultValue = "false") String dryRun,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Optional<byte[]> body = ApiMessages.body(request, response, LARGEST_SHEET_BYTES, "");
        if (body.isEmpty()) {
            return;
        }
        if (!dryRun.matches("true|false")) {
            ApiErrors.write(
                    response, 400, "value", "BAD_REQUEST", "OGMS-8223 Say dry-run=true or false.");
            return;
        }
        DialogueDesk.Run run = dryRun.equals("true") ? DialogueDesk.Run.DRY : DialogueDesk.Run.KEEP;
        switch (desk.take(id, new String(body.get(), StandardCharsets.UTF_8), run)) {
            case DialogueAnswer.Done<DialogueDesk.Imported>(DialogueDesk.Imported done) ->
                    ApiMessages.write(response, done.problems().isEmpty() ? 200 : 422, done);
            case DialogueAnswer.NotFound<DialogueDesk.Imported>(String words) ->
                    missing(response, words);
            case DialogueAnswer.Refused<DialogueDesk.Imported>(String field, String reason) ->
                    refused(response, field, reason);
        }
    }

    /// Words that no moderator has looked at.
    @GetMapping("/{id}/words")
    public void words(@PathVariable("id") String id, HttpServletResponse response)
            throws IOException {
        if (desk.find(id).isEmpty()) {
            missing(response, "There is no such consultation.");
            return;
        }
        ApiMessages.write(
                response,
                200,
                new Waiting(
                        desk.waiting(id).stream()
                                .map(r ->
                                        new Words(
                                                r.number(),
                                                r.way().code(),
                                                r.words(),
                                                r.on().toString()))
                                .toList()));
    }

    /// Lets words through, or refuses them by a rule.
    @PostMapping("/{id}/words/{number}")
    public void moderate(
            @PathVariable("id") String id,
            @PathVariable("number") String number,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Optional<ModeratorSays> says =
                message(
                        request,
                        response,
                        body -> MODERATION.read(new ByteArrayInputStream(body), "the message"));
        if (says.isPresent()) {
            Moderation moderation =
                    says.get()
                            .rule()
                            .<Moderation>map(Moderation.Refused::new)
                            .orElseGet(Moderation.Accepted::new);
            switch (desk.moderate(id, number, moderation, CurrentActor.require().id())) {
                case DialogueAnswer.Done<Moderation> _ ->
                        ApiMessages.write(response, 200, says.get());
                case DialogueAnswer.NotFound<Moderation>(String words) -> missing(response, words);
                case DialogueAnswer.Refused<Moderation>(String field, String reason) ->
                        refused(response, field, reason);
            }
        }
    }

    /// Records how a consultation ended.
    @PostMapping("/{id}/decision")
    public void decide(
            @PathVariable("id") String id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Optional<PublicDecision> decision =
                message(
                        request,
                        response,
                        body -> DECISION.read(new ByteArrayInputStream(body), "the message"));
        if (decision.isPresent()) {
            switch (desk.decide(id, decision.get(), CurrentActor.require().id())) {
                case DialogueAnswer.Done<PublicDecision>(PublicDecision done) ->
                        ApiMessages.write(response, 201, new Decided(id, done.number()));
                case DialogueAnswer.NotFound<PublicDecision>(String words) ->
                        missing(response, words);
                case DialogueAnswer.Refused<PublicDecision>(String field, String reason) ->
                        refused(response, field, reason);
            }
        }
    }

    /// What was decided.
    record Decided(String consultation, int number) {}

    private interface Reader<T> {
        T read(byte[] body);
    }

    private static <T> Optional<T> message(
            HttpServletRequest request, HttpServletResponse response, Reader<T> reader)
            throws IOException {
        Optional<byte[]> body = ApiMessages.body(request, response, LARGEST_MESSAGE_BYTES, "");
        if (body.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(reader.read(body.get()));
        } catch (IllegalArgumentException e) {
            refused(response, "", String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private static void missing(HttpServletResponse response, String words) throws IOException {
        ApiErrors.write(response, 404, "not-found", "NOT_FOUND", words);
    }

    private static void refused(HttpServletResponse response, String field, String reason)
            throws IOException {
        ApiErrors.write(
                response,
                422,
                "business-rule",
                "INVALID",
                field.isEmpty() ? reason : field + ": " + reason);
    }
}
