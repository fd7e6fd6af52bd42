package org.opengms.server.dialogue;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.opengms.dialogue.DialogueAnswer;
import org.opengms.dialogue.DialogueDesk;
import org.opengms.dialogue.SurveyDesk;
import org.opengms.server.security.ApiErrors;
import org.opengms.server.security.ApiMessages;
import org.opengms.server.security.CurrentActor;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// `/api/survey/waves/{wave}`, for the operator: takes in a wave of the survey.
@Controller
public class SurveyEndpoint {
    private static final int LARGEST_SHEET_BYTES = 1 << 22;

    private final SurveyDesk desk;

    public SurveyEndpoint(SurveyDesk desk) {
        this.desk = desk;
    }

    /// Takes in a wave as CSV, or says what that would come to.
    @PostMapping("/api/survey/waves/{wave}")
    public void wave(
            @PathVariable("wave") String wave,
            @RequestParam(name = "from", defaultValue = "") String from,
            @RequestParam(name = "to", defaultValue = "") String to,
            @RequestParam(name = "dry-run", defaultValue = "false") String dryRun,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Optional<byte[]> body = ApiMessages.body(request, response, LARGEST_SHEET_BYTES, "");
        if (body.isEmpty()) {
            return;
        }
        Optional<LocalDate> first = day(from);
        Optional<LocalDate> last = day(to);
        if (first.isEmpty() || last.isEmpty() || !dryRun.matches("true|false")) {
            ApiErrors.write(
                    response,
                    400,
                    "value",
                    "BAD_REQUEST",
                    "OGMS-8234 Say from=2026-09-07, to=2026-09-25 and dry-run=true or false.");
            return;
        }
        DialogueAnswer<SurveyDesk.Taken> answer =
                desk.take(
                        wave,
                        first.get(),
                        last.get(),
                        new String(body.get(), StandardCharsets.UTF_8),
                        dryRun.equals("true") ? DialogueDesk.Run.DRY : DialogueDesk.Run.KEEP,
                        CurrentActor.require().id());
        switch (answer) {
            case DialogueAnswer.Done<SurveyDesk.Taken>(SurveyDesk.Taken taken) ->
                    ApiMessages.write(response, taken.problems().isEmpty() ? 200 : 422, taken);
            case DialogueAnswer.NotFound<SurveyDesk.Taken>(String words) ->
                    ApiErrors.write(response, 404, "not-found", "NOT_FOUND", words);
            case DialogueAnswer.Refused<SurveyDesk.Taken>(String _, String reason) ->
                    ApiErrors.write(response, 422, "business-rule", "INVALID", reason);
        }
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }
}
