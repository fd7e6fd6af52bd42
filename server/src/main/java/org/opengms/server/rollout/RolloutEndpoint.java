package org.opengms.server.rollout;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.opengms.datafile.DataFile;
import org.opengms.rollout.RolloutAnswer;
import org.opengms.rollout.RolloutDesk;
import org.opengms.rollout.RolloutJob;
import org.opengms.rollout.RolloutJobId;
import org.opengms.rollout.RolloutProgress;
import org.opengms.rollout.RolloutQuestion;
import org.opengms.rollout.RolloutQuestion.Source;
import org.opengms.rollout.RolloutResult;
import org.opengms.rollout.RolloutState;
import org.opengms.server.security.ApiErrors;
import org.opengms.server.security.ApiMessages;
import org.opengms.server.security.CurrentActor;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import tools.jackson.databind.JsonNode;

/// The interface by which operators' programs have roll-outs planned: `/api/rollout/jobs`, as
/// docs/spec/rollout-jobs.md says.
@Controller
public class RolloutEndpoint {
    private static final String PATH = "/api/rollout/jobs";
    private static final int LARGEST_BYTES = 4 * RolloutQuestion.LARGEST_BYTES;
    private static final DataFile<Message> MESSAGE =
            new DataFile<>(
                    Message.class,
                    "a question about a roll-out",
                    "OGMS-5620",
                    UnaryOperator.identity());

    private final RolloutOffice office;

    public RolloutEndpoint(RolloutOffice office) {
        this.office = office;
    }

    /// The message that asks for a roll-out. Of a name and a file of the same, one is given.
    ///
    /// @param scenario name of a scenario that is shipped
    /// @param scenarioFile a scenario
    /// @param investments name of a catalogue that is shipped
    /// @param investmentsFile a catalogue
    /// @param budgetPounds of each quarter
    /// @param plans to be judged or compared
    /// @param replications of each certificate
    /// @param seed of all chance
    /// @param target chance to be reached by putting go-lives off
    /// @param funded whether what income of health data has bought is in the catalogue, for nothing
    record Message(
            Optional<String> scenario,
            Optional<JsonNode> scenarioFile,
            Optional<String> investments,
            Optional<JsonNode> investmentsFile,
            BigDecimal budgetPounds,
            Optional<List<JsonNode>> plans,
            Optional<Integer> replications,
            Optional<Long> seed,
            Optional<Double> target,
            Optional<Boolean> funded) {
        /// What is left out comes as a null.
        Message {
            scenarioFile = scenarioFile.filter(file -> !file.isNull());
            investmentsFile = investmentsFile.filter(file -> !file.isNull());
        }

        RolloutQuestion question() {
            Source service = source("scenario", scenario, scenarioFile);
            List<Source> given = new ArrayList<>();
            for (JsonNode plan : plans.orElse(List.of())) {
                given.add(Source.sent("plan %d.json".formatted(given.size() + 1), plan.toString()));
            }
            return new RolloutQuestion(
                    service,
                    investments.isEmpty() && investmentsFile.isEmpty()
                            ? RolloutForms.usualCatalogue(service)
                            : source("investments", investments, investmentsFile),
                    RolloutForms.pence(budgetPounds)
                            .orElseThrow(() ->
                                    new IllegalArgumentException(
                                            "OGMS-5621 budgetPounds %s is no sum of pounds and pence. Give at most two decimals."
                                                    .formatted(budgetPounds))),
                    given,
                    replications.orElse(RolloutQuestion.USUAL_REPLICATIONS),
                    seed.orElse(1L),
                    target);
        }

        private static Source source(String field, Optional<String> name, Optional<JsonNode> file) {
            if (name.isPresent() == file.isPresent()) {
                throw new IllegalArgumentException(
                        "OGMS-5622 Give either %s, the name of what is shipped, or %sFile, a file."
                                .formatted(field, field));
            }
            return name.isPresent()
                    ? Source.shipped(name.get())
                    : Source.sent(field + ".json", file.orElseThrow().toString());
        }
    }

    /// How a job stands.
    record Status(
            String id,
            RolloutState state,
            String scenario,
            String investments,
            long budgetPence,
            int plans,
            int replications,
            long seed,
            String askedBy,
            Instant askedAt,
            Optional<Instant> begunAt,
            Optional<Instant> endedAt,
            Optional<RolloutProgress> progress,
            Optional<Integer> ahead,
            boolean cancelWanted,
            Optional<String> problem,
            Optional<RolloutResult> result) {
        static Status of(RolloutJob job, Optional<Integer> ahead, Optional<RolloutResult> result) {
            return new Status(
                    job.id().toString(),
                    job.state(),
                    job.about().scenario(),
                    job.about().catalogue(),
                    job.about().budgetPence(),
                    job.about().plans(),
                    job.about().replications(),
                    job.about().seed(),
                    job.asked().name(),
                    job.asked().at(),
                    job.begunAt(),
                    job.endedAt(),
                    job.progress(),
                    ahead,
                    job.isCancelWanted(),
                    job.problem(),
                    result);
        }

        static Status of(RolloutDesk.Found found) {
            return of(
                    found.job(),
                    found.job().state() == RolloutState.WAITING
                            ? Optional.of(found.ahead())
                            : Optional.empty(),
                    found.result());
        }
    }

    /// Has a roll-out planned, judged or compared.
    @PostMapping(PATH)
    public void ask(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!isJson(request)) {
            ApiErrors.write(
                    response,
                    415,
                    "not-supported",
                    "BAD_REQUEST",
                    "Send it with Content-Type application/json.");
            return;
        }
        Optional<byte[]> body = ApiMessages.body(request, response, LARGEST_BYTES, "");
        if (body.isEmpty()) {
            return;
        }
        RolloutQuestion question;
        try {
            Message message = MESSAGE.read(new ByteArrayInputStream(body.get()), "the message");
            question =
                    message.funded().orElse(false)
                            ? office.withFunded(message.question())
                            : message.question();
        } catch (IllegalArgumentException e) {
            refuse(response, String.valueOf(e.getMessage()));
            return;
        }
        RolloutAnswer<RolloutDesk.Found> answer =
                switch (office.ask(question, CurrentActor.require())) {
                    case RolloutAnswer.Done<RolloutJobId>(var id) -> {
                        response.setHeader("Location", PATH + "/" + id);
                        yield office.find(id, CurrentActor.require());
                    }
                    case RolloutAnswer.NotFound<RolloutJobId> _ -> new RolloutAnswer.NotFound<>();
                    case RolloutAnswer.NotAllowed<RolloutJobId>(var why) ->
                            new RolloutAnswer.NotAllowed<>(why);
                    case RolloutAnswer.Refused<RolloutJobId>(var wrong) ->
                            new RolloutAnswer.Refused<>(wrong);
                };
        answerFound(response, 202, answer);
    }

    /// All jobs, the newest first, without their results.
    @GetMapping(PATH)
    public void list(HttpServletResponse response) throws IOException {
        answer(
                response,
                200,
                office.list(CurrentActor.require()),
                jobs ->
                        jobs.stream()
                                .map(j -> Status.of(j, Optional.empty(), Optional.empty()))
                                .toList());
    }

    /// How a job stands, and its result when it is done.
    @GetMapping(PATH + "/{id}")
    public void job(@PathVariable("id") String id, HttpServletResponse response)
            throws IOException {
        Optional<RolloutJobId> job = id(id, response);
        if (job.isPresent()) {
            answerFound(response, 200, office.find(job.get(), CurrentActor.require()));
        }
    }

    /// Cancels a job that has not ended, deletes one that has.
    @DeleteMapping(PATH + "/{id}")
    public void delete(@PathVariable("id") String id, HttpServletResponse response)
            throws IOException {
        Optional<RolloutJobId> job = id(id, response);
        if (job.isEmpty()) {
            return;
        }
        if (office.delete(job.get(), CurrentActor.require())
                instanceof RolloutAnswer.Done<RolloutJobId>) {
            response.setStatus(204);
            return;
        }
        answer(
                response,
                202,
                office.cancel(job.get(), CurrentActor.require()),
                cancelled -> Status.of(cancelled, Optional.empty(), Optional.empty()));
    }

    private static boolean isJson(HttpServletRequest request) {
        String given = request.getContentType();
        try {
            return given != null
                    && MediaType.APPLICATION_JSON.equalsTypeAndSubtype(
                            MediaType.parseMediaType(given));
        } catch (InvalidMediaTypeException _) {
            // answered like any other type
            return false;
        }
    }

    private static Optional<RolloutJobId> id(String text, HttpServletResponse response)
            throws IOException {
        try {
            return Optional.of(RolloutJobId.parse(text));
        } catch (IllegalArgumentException _) {
            missing(response);
            return Optional.empty();
        }
    }

    private static void missing(HttpServletResponse response) throws IOException {
        ApiErrors.write(response, 404, "not-found", "NOT_FOUND", "There is no such roll-out here.");
    }

    private static void refuse(HttpServletResponse response, String words) throws IOException {
        ApiErrors.write(response, 422, "business-rule", "INVALID", words);
    }

    private static void answerFound(
            HttpServletResponse response, int status, RolloutAnswer<RolloutDesk.Found> answer)
            throws IOException {
        answer(response, status, answer, Status::of);
    }

    private static <T> void answer(
            HttpServletResponse response,
            int status,
            RolloutAnswer<T> answer,
            java.util.function.Function<T, Object> words)
            throws IOException {
        switch (answer) {
            case RolloutAnswer.Done<T>(var value) ->
                    ApiMessages.write(response, status, words.apply(value));
            case RolloutAnswer.NotFound<T> _ -> missing(response);
            case RolloutAnswer.NotAllowed<T>(var why) ->
                    ApiErrors.write(response, 403, "forbidden", "NOT_ALLOWED", why);
            case RolloutAnswer.Refused<T>(var wrong) ->
                    refuse(
                            response,
                            wrong.stream()
                                    .map(RolloutQuestion.Wrong::words)
                                    .collect(Collectors.joining(" ")));
        }
    }
}
