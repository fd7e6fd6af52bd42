package org.opengms.server.pages;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.opengms.gate.AccessTrail;
import org.opengms.gate.AuditDesk;
import org.opengms.people.NhsNumber;
import org.opengms.people.PersonId;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Who read whose data, for privacy officers: the readings that the FHIR interface gives as
/// AuditEvents. Looking is a reading too, and is logged.
@Controller
public final class ReadingsController {
    private static final String PATH = "/readings";
    private static final String CHANNEL = "page";

    /// The newest readings that a page shows.
    private static final int SHOWN = 100;

    private final Html html;
    private final Assets assets;
    private final AuditDesk desk;
    private final Function<NhsNumber, Optional<PersonId>> personOf;

    /// @param personOf whose an NHS number is
    public ReadingsController(
            Html html,
            Assets assets,
            AuditDesk desk,
            Function<NhsNumber, Optional<PersonId>> personOf) {
        this.html = html;
        this.assets = assets;
        this.desk = desk;
        this.personOf = personOf;
    }

    /// The newest readings that concern the reader's organisation.
    @GetMapping(PATH)
    public ResponseEntity<String> newest(Visit visit) {
        return answer(visit, HttpStatus.OK, List.of(), Typed.NOTHING, Optional.empty());
    }

    /// Those of one person. The number is sent in the body, so that no address holds it.
    @PostMapping(PATH)
    public ResponseEntity<String> ofPerson(
            Visit visit, @RequestParam MultiValueMap<String, String> form) {
        Typed typed = new Typed(form);
        String digits = NhsNumber.unspaced(typed.value("nhsNumber"));
        if (digits.isEmpty()) {
            return newest(visit);
        }
        NhsNumber.Verdict verdict = NhsNumber.check(digits);
        if (verdict != NhsNumber.Verdict.VALID) {
            return answer(
                    visit,
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    List.of(
                            new FormProblem(
                                    "nhsNumber",
                                    "The NHS number is not valid: %s. Check it, or leave it empty to see all."
                                            .formatted(verdict.words()))),
                    typed,
                    Optional.empty());
        }
        return answer(
                visit,
                HttpStatus.OK,
                List.of(),
                typed,
                Optional.of(personOf.apply(new NhsNumber(digits))));
    }

    /// @param person whose readings are asked for, if one's; empty within if nobody has the number
    private ResponseEntity<String> answer(
            Visit visit,
            HttpStatus status,
            List<FormProblem> wrong,
            Typed typed,
            Optional<Optional<PersonId>> person) {
        boolean isNobody = person.isPresent() && person.get().isEmpty();
        List<AuditDesk.Shown> shown =
                isNobody || !wrong.isEmpty()
                        ? List.of()
                        : desk.search(
                                        new AccessTrail.Question(
                                                person.flatMap(Function.identity()),
                                                Optional.empty(),
                                                Optional.empty()),
                                        OptionalLong.empty(),
                                        SHOWN,
                                        visit.reader(),
                                        CHANNEL)
                                .shown();
        return html.answer(
                status,
                new Page.Readings(
                        visit.frame(assets, Frame.Section.READINGS),
                        visit.organisation(),
                        shown.stream().map(Page.Readings.Line::of).toList(),
                        person.isPresent(),
                        SHOWN,
                        wrong,
                        typed));
    }
}
