package org.opengms.server.pages;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.opengms.infrastructure.Channel;
import org.opengms.infrastructure.Statement;
import org.opengms.maturity.MaturityAnswer;
import org.opengms.maturity.PaperDesk;
import org.opengms.maturity.PaperGap;
import org.opengms.maturity.PaperSheet;
import org.opengms.maturity.PaperStore;
import org.opengms.server.maturity.MaturityOffice;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// What orders on paper took, written down by the clerks who keyed them.
@Controller
public final class PaperController {
    private static final String PATH = "/laboratory/paper";
    private static final Set<String> FIELDS =
            Set.of("order", "received", "keying", "rework", "asked");

    private final Html html;
    private final Assets assets;
    private final MaturityOffice office;
    private final Clock clock;
    private final Problems problems;

    public PaperController(Html html, Assets assets, MaturityOffice office, Clock clock) {
        this.html = html;
        this.assets = assets;
        this.office = office;
        this.clock = clock;
        this.problems = new Problems(html, assets);
    }

    /// The form, and the sheets of the laboratory that were kept last.
    ///
    /// @param order the number of the order that was keyed, to begin with
    /// @param done what has just been done
    @GetMapping(PATH)
    public ResponseEntity<String> paper(
            Visit visit,
            @RequestParam Optional<String> order,
            @RequestParam Optional<String> done) {
        return page(
                visit,
                HttpStatus.OK,
                done.filter("kept"::equals).map(_ -> "What the paper took is kept.").orElse(""),
                List.of(),
                new Typed(java.util.Map.of("order", List.of(order.orElse("")))));
    }

    /// Keeps what a paper order took.
    @PostMapping(PATH)
    public ResponseEntity<String> keep(
            Visit visit, @RequestParam MultiValueMap<String, String> form) {
        Typed typed = new Typed(form);
        List<FormProblem> wrong = new ArrayList<>();
        String number = typed.value("order").strip();
        if (number.isEmpty() || number.length() > 40) {
            wrong.add(
                    new FormProblem(
                            "order",
                            "Enter the number of the order that was keyed, for example OG-26-000123."));
        }
        Optional<Instant> received = received(typed, wrong);
        int keying = whole(typed, "keying", "Enter the minutes of keying, for example 12.", wrong);
        int rework =
                whole(
                        typed,
                        "rework",
                        "Enter the minutes of asking back and correcting, 0 if none.",
                        wrong);
        int asked = whole(typed, "asked", "Enter how often the site was asked, 0 if never.", wrong);
        Set<PaperGap> missing = EnumSet.noneOf(PaperGap.class);
        for (PaperGap gap : PaperGap.values()) {
            if (typed.has("missing", gap.name())) {
                missing.add(gap);
            }
        }
        if (received.isEmpty() || !wrong.isEmpty()) {
            return page(visit, HttpStatus.UNPROCESSABLE_CONTENT, "", wrong, typed);
        }
        return switch (office.keep(
                new PaperDesk.Entry(number, received.get(), keying, rework, asked, missing),
                Channel.PAGE,
                visit.reader())) {
            case MaturityAnswer.Kept<PaperSheet> _ -> Redirect.to(PATH + "?done=kept");
            case MaturityAnswer.NotAllowed<PaperSheet>(String why) -> problems.denied(visit, why);
            case MaturityAnswer.NotFound<PaperSheet>(String why) -> refused(visit, why, typed);
            case MaturityAnswer.Refused<PaperSheet>(String why) -> refused(visit, why, typed);
        };
    }

    private ResponseEntity<String> refused(Visit visit, String why, Typed typed) {
        return page(
                visit,
                HttpStatus.UNPROCESSABLE_CONTENT,
                "",
                List.of(FormProblem.read(why, FIELDS::contains)),
                typed);
    }

    private Optional<Instant> received(Typed typed, List<FormProblem> wrong) {
        Optional<LocalDate> day =
                new OrderReading.DateEntry(
                                typed.value("received-day"),
                                typed.value("received-month"),
                                typed.value("received-year"))
                        .date()
                        .filter(d -> !d.isAfter(Wording.dayOf(clock.instant())));
        if (day.isEmpty()) {
            wrong.add(
                    new FormProblem(
                            "received",
                            "Enter the day on which the paper came, today or earlier, for example 31 3 2026."));
        }
        Optional<LocalTime> time = time(typed.value("received-time").strip());
        if (time.isEmpty()) {
            wrong.add(
                    new FormProblem(
                            "received-time",
                            "Enter the time at which the paper came, for example 9:30."));
        }
        return day.flatMap(d -> time.map(t -> d.atTime(t).atZone(Statement.ZONE).toInstant()));
    }

    private static Optional<LocalTime> time(String typed) {
        if (!typed.matches("[0-9]{1,2}:[0-9]{2}")) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalTime.parse(typed.length() == 4 ? "0" + typed : typed));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static int whole(Typed typed, String field, String words, List<FormProblem> wrong) {
        String value = typed.value(field).strip();
        if (!value.matches("-?[0-9]{1,6}")) {
            wrong.add(new FormProblem(field, words));
            return 0;
        }
        return Integer.parseInt(value, 10);
    }

    private ResponseEntity<String> page(
            Visit visit, HttpStatus status, String notice, List<FormProblem> wrong, Typed typed) {
        return switch (office.sheets(visit.reader())) {
            case MaturityAnswer.Kept<List<PaperStore.Listed>>(var sheets) ->
                    html.answer(
                            status,
                            new Page.PaperOrders(
                                    visit.frame(assets, Frame.Section.LABORATORY),
                                    visit.organisation(),
                                    sheets,
                                    notice,
                                    wrong,
                                    typed));
            case MaturityAnswer.NotAllowed<List<PaperStore.Listed>>(String why) ->
                    problems.denied(visit, why);
            case MaturityAnswer.NotFound<List<PaperStore.Listed>> _ -> problems.missing(visit);
            case MaturityAnswer.Refused<List<PaperStore.Listed>> _ -> problems.missing(visit);
        };
    }
}
