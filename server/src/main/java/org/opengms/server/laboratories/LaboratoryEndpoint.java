package org.opengms.server.laboratories;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.opengms.datafile.DataFile;
import org.opengms.gate.Actor;
import org.opengms.infrastructure.Channel;
import org.opengms.infrastructure.OdsCode;
import org.opengms.laboratories.LaboratoryAnswer;
import org.opengms.laboratories.WorkScope;
import org.opengms.laboratories.WorkSheet;
import org.opengms.server.security.ApiErrors;
import org.opengms.server.security.ApiMessages;
import org.opengms.server.security.CurrentActor;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The interface by which laboratories state what they can do and have to do, and import the work
/// that is not on the platform: `/api/laboratories/{ods}/…`, as docs/spec/laboratory-state.md says.
@Controller
@RequestMapping("/api/laboratories/{ods}")
public class LaboratoryEndpoint {
    private static final int LARGEST_DECLARATION_BYTES = 1 << 20;
    private static final DataFile<Withdrawal> WITHDRAWAL =
            new DataFile<>(Withdrawal.class, "a withdrawal", "OGMS-6602", UnaryOperator.identity());

    private final LaboratoryOffice office;
    private final Clock clock;

    public LaboratoryEndpoint(LaboratoryOffice office, Clock clock) {
        this.office = office;
        this.clock = clock;
    }

    /// The message that takes an import back.
    record Withdrawal(String person, String reason) {}

    /// What the laboratory can do and has to do now.
    @GetMapping("/state")
    public void state(@PathVariable("ods") String ods, HttpServletResponse response)
            throws IOException {
        Optional<OdsCode> laboratory = laboratory(ods, response);
        if (laboratory.isPresent()) {
            answer(
                    response,
                    200,
                    office.view(laboratory.get(), CurrentActor.require())
                            .then(view -> done(Answers.State.of(view))));
        }
    }

    /// Keeps what the laboratory states: all of it, or nothing.
    @PostMapping("/statements")
    public void declare(
            @PathVariable("ods") String ods,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Optional<OdsCode> laboratory = laboratory(ods, response);
        if (laboratory.isEmpty()
                || !hasType(request, response, List.of(MediaType.APPLICATION_JSON))) {
            return;
        }
        Optional<byte[]> body = ApiMessages.body(request, response, LARGEST_DECLARATION_BYTES, "");
        if (body.isPresent()) {
            answer(
                    response,
                    201,
                    office.declare(
                                    laboratory.get(),
                                    body.get(),
                                    "the message",
                                    Channel.API,
                                    CurrentActor.require())
                            .then(kept -> done(Answers.StatementsKept.of(kept))));
        }
    }

    /// Imports work that is not on the platform, or says what an import would be.
    @PostMapping("/work")
    public void work(
            @PathVariable("ods") String ods,
            @RequestParam(name = "dry-run", defaultValue = "false") String dryRun,
            @RequestParam(name = "as-of") Optional<String> asOf,
            @RequestParam(name = "scope", defaultValue = "complete") String scope,
            @RequestParam(name = "file", defaultValue = "") String file,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Optional<OdsCode> laboratory = laboratory(ods, response);
        if (laboratory.isEmpty()
                || !hasType(
                        request,
                        response,
                        List.of(
                                new MediaType("text", "csv"),
                                new MediaType("application", "fhir+json")))) {
            return;
        }
        Optional<Instant> at =
                asOf.map(LaboratoryEndpoint::instant).orElse(Optional.of(clock.instant()));
        Optional<WorkScope> claimed = WorkScope.of(scope);
        if (at.isEmpty() || claimed.isEmpty() || !dryRun.matches("true|false")) {
            ApiErrors.write(
                    response,
                    400,
                    "value",
                    "BAD_REQUEST",
                    "OGMS-6603 One of the parameters is not understood. Say dry-run=true or false, scope=complete or history, as-of=2026-06-03T08:00:00Z.");
            return;
        }
        Optional<byte[]> body = ApiMessages.body(request, response, WorkSheet.LARGEST_BYTES, "");
        if (body.isEmpty()) {
            return;
        }
        WorkUpload upload = new WorkUpload(body.get(), file, claimed.get(), at.get());
        Actor actor = CurrentActor.require();
        if (dryRun.equals("true")) {
            answer(
                    response,
                    200,
                    office.check(laboratory.get(), upload, actor)
                            .then(check ->
                                    done(new Answers.DryRun(false, Answers.Check.of(check)))));
        } else {
            answer(
                    response,
                    201,
                    office.keep(laboratory.get(), upload, Channel.API, actor)
                            .then(kept ->
                                    done(
                                            new Answers.WorkKept(
                                                    true,
                                                    Answers.Import.of(kept.kept()),
                                                    Answers.Check.of(kept.check())))));
        }
    }

    /// The laboratory's imports, the newest first.
    @GetMapping("/imports")
    public void imports(@PathVariable("ods") String ods, HttpServletResponse response)
            throws IOException {
        Optional<OdsCode> laboratory = laboratory(ods, response);
        if (laboratory.isPresent()) {
            answer(
                    response,
                    200,
                    office.imports(laboratory.get(), CurrentActor.require())
                            .then(all ->
                                    done(
                                            new Answers.Imports(
                                                    all.stream()
                                                            .map(Answers.Import::of)
                                                            .toList()))));
        }
    }

    /// Takes an import back: a person decides it and gives a reason.
    @PostMapping("/imports/{number}/withdrawal")
    public void withdraw(
            @PathVariable("ods") String ods,
            @PathVariable("number") String number,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Optional<OdsCode> laboratory = laboratory(ods, response);
        if (laboratory.isEmpty()
                || !hasType(request, response, List.of(MediaType.APPLICATION_JSON))) {
            return;
        }
        Optional<byte[]> body = ApiMessages.body(request, response, LARGEST_DECLARATION_BYTES, "");
        if (body.isEmpty()) {
            return;
        }
        Actor actor = CurrentActor.require();
        answer(
                response,
                201,
                office.imports(laboratory.get(), actor)
                        .then(_ -> withdraw(laboratory.get(), number, body.get(), actor))
                        .then(LaboratoryEndpoint::done));
    }

    private LaboratoryAnswer<Answers.Import> withdraw(
            OdsCode laboratory, String number, byte[] body, Actor actor) {
        if (!number.matches("[0-9]{1,9}")) {
            return new LaboratoryAnswer.NotFound<>("There is no such import.");
        }
        Withdrawal withdrawal;
        try {
            withdrawal = WITHDRAWAL.read(new ByteArrayInputStream(body), "the message");
        } catch (IllegalArgumentException e) {
            return new LaboratoryAnswer.Refused<>(String.valueOf(e.getMessage()));
        }
        return office.withdraw(
                        laboratory,
                        Integer.parseInt(number, 10),
                        withdrawal.person(),
                        withdrawal.reason(),
                        Channel.API,
                        actor)
                .then(kept -> new LaboratoryAnswer.Done<>(Answers.Import.of(kept)));
    }

    private static <T> LaboratoryAnswer<Object> done(T value) {
        return new LaboratoryAnswer.Done<>(value);
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /// The laboratory of the address; where it has none, that is answered.
    private static Optional<OdsCode> laboratory(String ods, HttpServletResponse response)
            throws IOException {
        if (OdsCode.isValid(ods)) {
            return Optional.of(new OdsCode(ods));
        }
        ApiErrors.write(
                response, 404, "not-found", "NOT_FOUND", "There is no such laboratory here.");
        return Optional.empty();
    }

    /// Whether the message has one of the types; where it has not, that is answered.
    private static boolean hasType(
            HttpServletRequest request, HttpServletResponse response, List<MediaType> types)
            throws IOException {
        String given = request.getContentType();
        try {
            if (given != null
                    && types.stream()
                            .anyMatch(
                                    t -> t.equalsTypeAndSubtype(MediaType.parseMediaType(given)))) {
                return true;
            }
        } catch (InvalidMediaTypeException _) {
            // answered like any other type
        }
        ApiErrors.write(
                response,
                415,
                "not-supported",
                "BAD_REQUEST",
                "Send it with Content-Type "
                        + String.join(" or ", types.stream().map(MediaType::toString).toList())
                        + ".");
        return false;
    }

    private static void answer(
            HttpServletResponse response, int status, LaboratoryAnswer<Object> answer)
            throws IOException {
        switch (answer) {
            case LaboratoryAnswer.Done<Object>(var value) ->
                    ApiMessages.write(response, status, value);
            case LaboratoryAnswer.NotFound<Object>(var words) ->
                    ApiErrors.write(response, 404, "not-found", "NOT_FOUND", words);
            case LaboratoryAnswer.NotAllowed<Object>(var reason) ->
                    ApiErrors.write(response, 403, "forbidden", "NOT_ALLOWED", reason);
            case LaboratoryAnswer.Refused<Object>(var reason) ->
                    ApiErrors.write(response, 422, "business-rule", "INVALID", reason);
        }
    }
}
