package org.opengms.server.workforce;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.opengms.datafile.DataFile;
import org.opengms.infrastructure.OdsCode;
import org.opengms.rollout.RolloutJobId;
import org.opengms.rollout.RolloutState;
import org.opengms.server.rollout.RolloutForms;
import org.opengms.server.security.ApiErrors;
import org.opengms.server.security.ApiMessages;
import org.opengms.server.security.CurrentActor;
import org.opengms.staffing.ForecastAnswer;
import org.opengms.staffing.ForecastDesk;
import org.opengms.staffing.ForecastId;
import org.opengms.staffing.ForecastJob;
import org.opengms.staffing.ForecastQuestion;
import org.opengms.staffing.ForecastResult;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import tools.jackson.databind.JsonNode;

/// `/api/workforce/forecast`: the workforce ahead for programs, as docs/spec/workforce-forecast.md
/// says. Operators have it forecast; managers read of their own organisation.
@Controller
public class ForecastEndpoint {
    private static final String PATH = "/api/workforce/forecast";
    private static final int LARGEST_BYTES = ForecastQuestion.LARGEST_PLAN + (1 << 16);
    private static final DataFile<Message> MESSAGE =
            new DataFile<>(
                    Message.class,
                    "a question about the workforce",
                    "OGMS-8860",
                    UnaryOperator.identity());

    private final ForecastOffice office;

    public ForecastEndpoint(ForecastOffice office) {
        this.office = office;
    }

    /// The message that asks for a forecast.
    ///
    /// @param scenario name of a scenario that comes with the program
    /// @param planFile a workforce plan, in place of the one of the scenario's name
    /// @param rollout id of a roll-out that is carried out meanwhile; its scenario counts
    /// @param budgetsPoundsPerYear for training places
    /// @param worlds how many futures
    /// @param seed of all chance
    /// @param testsPerYear that the service is asked for
    /// @param places which organisation a place of the scenario stands for
    record Message(
            Optional<String> scenario,
            Optional<JsonNode> planFile,
            Optional<String> rollout,
            List<BigDecimal> budgetsPoundsPerYear,
            Optional<Integer> worlds,
            Optional<Long> seed,
            Optional<Double> testsPerYear,
            Optional<Map<String, OdsCode>> places) {
        ForecastQuestion question() {
            return new ForecastQuestion(
                    scenario.orElse(""),
                    planFile.filter(file -> !file.isNull()).map(JsonNode::toString),
                    rollout.map(RolloutJobId::parse),
                    budgetsPoundsPerYear.stream().map(Message::pence).toList(),
                    worlds.orElse(ForecastQuestion.USUAL_WORLDS),
                    seed.orElse(1L),
                    testsPerYear,
                    places.orElse(Map.of()));
        }

        private static long pence(BigDecimal pounds) {
            return RolloutForms.pence(pounds)
                    .orElseThrow(() ->
                            new IllegalArgumentException(
                                    "OGMS-8862 budgetsPoundsPerYear: %s is no sum of pounds and pence. Give at most two decimals."
                                            .formatted(pounds)));
        }
    }

    /// How a job stands.
    ///
    /// @param result what of it the reader may see, if it is done
    record Status(
            String id,
            RolloutState state,
            String scenario,
            List<Long> budgetsPencePerYear,
            int worlds,
            int done,
            Instant askedAt,
            Optional<Instant> endedAt,
            boolean cancelWanted,
            Optional<String> problem,
            Optional<ForecastResult> result) {
        static Status of(ForecastDesk.Found found) {
            ForecastJob job = found.job();
            return new Status(
                    job.id().toString(),
                    job.state(),
                    job.scenario(),
                    job.budgetsPencePerYear(),
                    job.worlds(),
                    job.done(),
                    job.askedAt(),
                    job.endedAt(),
                    job.isCancelWanted(),
                    job.problem(),
                    found.result());
        }
    }

    /// What was forecast last.
    @GetMapping(PATH)
    public void newest(HttpServletResponse response) throws IOException {
        answer(response, 200, office.newest(CurrentActor.require()), Status::of);
    }

    /// Has the workforce forecast.
    @PostMapping(PATH)
    public void ask(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<byte[]> body = ApiMessages.body(request, response, LARGEST_BYTES, "");
        if (body.isEmpty()) {
            return;
        }
        ForecastQuestion question;
        try {
            question =
                    MESSAGE.read(new java.io.ByteArrayInputStream(body.get()), "the message")
                            .question();
        } catch (IllegalArgumentException e) {
            refuse(response, String.valueOf(e.getMessage()));
            return;
        }
        ForecastAnswer<ForecastId> asked = office.ask(question, CurrentActor.require());
        if (asked instanceof ForecastAnswer.Done<ForecastId>(ForecastId id)) {
            response.setHeader("Location", PATH + "/" + id);
            answer(response, 202, office.find(id, CurrentActor.require()), Status::of);
        } else {
            answer(response, 202, asked, ForecastId::toString);
        }
    }

    /// How a job stands, and its result when it is done.
    @GetMapping(PATH + "/{id}")
    public void job(@PathVariable("id") String id, HttpServletResponse response)
            throws IOException {
        Optional<ForecastId> job = id(id, response);
        if (job.isPresent()) {
            answer(response, 200, office.find(job.get(), CurrentActor.require()), Status::of);
        }
    }

    /// Cancels a job that has not ended, deletes one that has.
    @DeleteMapping(PATH + "/{id}")
    public void delete(@PathVariable("id") String id, HttpServletResponse response)
            throws IOException {
        Optional<ForecastId> job = id(id, response);
        if (job.isEmpty()) {
            return;
        }
        if (office.delete(job.get(), CurrentActor.require())
                instanceof ForecastAnswer.Done<ForecastId>) {
            response.setStatus(204);
            return;
        }
        ForecastAnswer<ForecastId> cancelled = office.cancel(job.get(), CurrentActor.require());
        if (cancelled instanceof ForecastAnswer.Done<ForecastId>) {
            answer(response, 202, office.find(job.get(), CurrentActor.require()), Status::of);
        } else {
            answer(response, 202, cancelled, ForecastId::toString);
        }
    }

    private static Optional<ForecastId> id(String text, HttpServletResponse response)
            throws IOException {
        try {
            return Optional.of(ForecastId.parse(text));
        } catch (IllegalArgumentException _) {
            missing(response);
            return Optional.empty();
        }
    }

    private static void missing(HttpServletResponse response) throws IOException {
        ApiErrors.write(
                response,
                404,
                "not-found",
                "NOT_FOUND",
                "There is no such forecast here. An operator has one made at /overview/workforce.");
    }

    private static void refuse(HttpServletResponse response, String words) throws IOException {
        ApiErrors.write(response, 422, "business-rule", "INVALID", words);
    }

    private static <T> void answer(
            HttpServletResponse response,
            int status,
            ForecastAnswer<T> answer,
            Function<T, Object> words)
            throws IOException {
        switch (answer) {
            case ForecastAnswer.Done<T>(var value) ->
                    ApiMessages.write(response, status, words.apply(value));
            case ForecastAnswer.NotFound<T> _ -> missing(response);
            case ForecastAnswer.NotAllowed<T>(var why) ->
                    ApiErrors.write(response, 403, "forbidden", "NOT_ALLOWED", why);
            case ForecastAnswer.Refused<T>(var _, var said) -> refuse(response, said);
        }
    }
}
