package org.opengms.server.maturity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.opengms.datafile.DataFile;
import org.opengms.gate.Actor;
import org.opengms.infrastructure.Channel;
import org.opengms.maturity.MaturityAnswer;
import org.opengms.maturity.PaperDesk;
import org.opengms.maturity.PaperGap;
import org.opengms.maturity.PaperSheet;
import org.opengms.maturity.PaperStore;
import org.opengms.server.security.ApiErrors;
import org.opengms.server.security.ApiMessages;
import org.opengms.server.security.CurrentActor;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/// `/api/laboratories/{ods}/paper`: what orders on paper took, from a laboratory's own system. The
/// desk is that of the page, and so are its rules.
@Controller
@RequestMapping("/api/laboratories/{ods}/paper")
public class PaperEndpoint {
    private static final int LARGEST_BYTES = 1 << 14;
    private static final DataFile<Sheet> SHEET =
            new DataFile<>(Sheet.class, "a sheet of paper", "OGMS-8918", UnaryOperator.identity());

    private final MaturityOffice office;

    public PaperEndpoint(MaturityOffice office) {
        this.office = office;
    }

    /// What a paper order took.
    ///
    /// @param order number of the order that was keyed
    /// @param received when the paper came
    /// @param missing what was missing on it
    record Sheet(
            String order,
            Instant received,
            int keyingMinutes,
            int reworkMinutes,
            int timesAskedBack,
            Set<PaperGap> missing) {
        PaperDesk.Entry entry() {
            return new PaperDesk.Entry(
                    order, received, keyingMinutes, reworkMinutes, timesAskedBack, missing);
        }
    }

    /// The sheets that the laboratory kept last, the newest first.
    @GetMapping
    public void sheets(@PathVariable("ods") String ods, HttpServletResponse response)
            throws IOException {
        Actor actor = CurrentActor.require();
        if (isTheirs(ods, actor, response)) {
            give(
                    response,
                    200,
                    office.sheets(actor),
                    (List<PaperStore.Listed> all) ->
                            Map.of(
                                    "sheets",
                                    all.stream()
                                            .map(one -> view(one.number(), one.sheet()))
                                            .toList()));
        }
    }

    /// Keeps a sheet; a later one of the same order takes the place of an earlier one.
    @PostMapping
    public void keep(
            @PathVariable("ods") String ods,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Actor actor = CurrentActor.require();
        if (!isTheirs(ods, actor, response)) {
            return;
        }
        Optional<Sheet> sheet = ApiMessages.read(request, response, SHEET, LARGEST_BYTES, "");
        if (sheet.isPresent()) {
            give(
                    response,
                    201,
                    office.keep(sheet.get().entry(), Channel.API, actor),
                    kept -> view(sheet.get().order().strip(), kept));
        }
    }

    private static boolean isTheirs(String ods, Actor actor, HttpServletResponse response)
            throws IOException {
        if (ods.equals(actor.organisation().value())) {
            return true;
        }
        ApiErrors.write(
                response,
                403,
                "forbidden",
                "NOT_ALLOWED",
                "Only the people of the laboratory that keyed an order record what its paper took.");
        return false;
    }

    private static <T> void give(
            HttpServletResponse response,
            int status,
            MaturityAnswer<T> answer,
            Function<T, Object> view)
            throws IOException {
        switch (answer) {
            case MaturityAnswer.Kept<T>(T value) ->
                    ApiMessages.write(response, status, view.apply(value));
            case MaturityAnswer.NotAllowed<T>(String reason) ->
                    ApiErrors.write(response, 403, "forbidden", "NOT_ALLOWED", reason);
            case MaturityAnswer.NotFound<T>(String reason) ->
                    ApiErrors.write(response, 404, "not-found", "NOT_FOUND", reason);
            case MaturityAnswer.Refused<T>(String reason) ->
                    ApiErrors.write(response, 422, "business-rule", "UNPROCESSABLE_ENTITY", reason);
        }
    }

    private static Map<String, Object> view(String number, PaperSheet sheet) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("order", number);
        view.put("received", sheet.receivedAt().toString());
        view.put("keyed", sheet.keyedAt().toString());
        view.put("keyingMinutes", sheet.keyingMinutes());
        view.put("reworkMinutes", sheet.reworkMinutes());
        view.put("timesAskedBack", sheet.timesAskedBack());
        view.put("missing", sheet.missing().stream().map(PaperGap::name).toList());
        view.put("by", sheet.said().name());
        view.put("at", sheet.said().at().toString());
        view.put("channel", sheet.said().channel().name());
        return view;
    }
}
