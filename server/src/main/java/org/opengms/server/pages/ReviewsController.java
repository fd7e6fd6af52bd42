package org.opengms.server.pages;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opengms.gate.Actor;
import org.opengms.gate.JustifiedAccess;
import org.opengms.gate.ReviewDesk;
import org.opengms.gate.Role;
import org.opengms.infrastructure.OdsCode;
import org.opengms.server.choices.ChoiceOffice;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Readings that were justified by an emergency or the law, for those who care for the patients to
/// look at.
@Controller
public final class ReviewsController {
    private static final String CHANNEL = "page";

    private final Html html;
    private final Assets assets;
    private final ReviewDesk reviews;
    private final ChoiceOffice office;
    private final Function<OdsCode, String> nameOf;
    private final Problems problems;

    /// @param nameOf the name of an organisation
    public ReviewsController(
            Html html,
            Assets assets,
            ReviewDesk reviews,
            ChoiceOffice office,
            Function<OdsCode, String> nameOf) {
        this.html = html;
        this.assets = assets;
        this.reviews = reviews;
        this.office = office;
        this.nameOf = nameOf;
        this.problems = new Problems(html, assets);
    }

    /// The readings.
    ///
    /// @param show `all`, or only those that are open
    /// @param done whether a review has just been kept
    @GetMapping("/access/reviews")
    public ResponseEntity<String> list(
            Visit visit,
            @RequestParam Optional<String> show,
            @RequestParam Optional<String> page,
            @RequestParam Optional<String> done) {
        return list(
                visit,
                HttpStatus.OK,
                show.filter("all"::equals).isPresent(),
                Math.max(1, page.flatMap(p -> Ids.parse(p, Integer::valueOf)).orElse(1)),
                done.filter("reviewed"::equals).isPresent() ? "The review is kept." : "",
                List.of(),
                Typed.NOTHING);
    }

    /// Keeps a review.
    @PostMapping("/access/reviews/{id}")
    public ResponseEntity<String> review(
            Visit visit,
            @PathVariable String id,
            @RequestParam MultiValueMap<String, String> form) {
        if (!visit.hasAny(List.of(Role.CLINICIAN))) {
            return problems.denied(visit, "Only clinicians review readings.");
        }
        Typed typed = new Typed(form);
        Optional<Long> number = Ids.parse(id, Long::valueOf);
        if (number.isEmpty()) {
            return problems.missing(visit);
        }
        String outcomeField = "outcome-" + number.get();
        String wordsField = "words-" + number.get();
        Optional<JustifiedAccess.Outcome> outcome =
                Stream.of(JustifiedAccess.Outcome.values())
                        .filter(one -> ReviewsView.code(one).equals(typed.value(outcomeField)))
                        .findFirst();
        if (outcome.isEmpty()) {
            return refused(visit, outcomeField, "Choose what the review comes to.", typed);
        }
        return switch (reviews.review(
                number.get(), outcome.get(), typed.value(wordsField), visit.reader())) {
            case ReviewDesk.Answer.Kept _ -> Redirect.to("/access/reviews?done=reviewed");
            case ReviewDesk.Answer.Refused(String why) ->
                    refused(visit, typed.value(wordsField).isBlank() ? wordsField : "", why, typed);
            case ReviewDesk.Answer.NotFound _ -> problems.missing(visit);
        };
    }

    private ResponseEntity<String> refused(Visit visit, String field, String why, Typed typed) {
        return list(
                visit,
                HttpStatus.UNPROCESSABLE_CONTENT,
                typed.value("show").equals("all"),
                Ids.parse(typed.value("page"), Integer::valueOf).orElse(1),
                "",
                List.of(new FormProblem(field, why)),
                typed);
    }

    private ResponseEntity<String> list(
            Visit visit,
            HttpStatus status,
            boolean isAll,
            int page,
            String notice,
            List<FormProblem> wrong,
            Typed typed) {
        if (!visit.hasAny(List.of(Role.CLINICIAN))) {
            return problems.denied(visit, "Only clinicians review readings.");
        }
        Actor reader = visit.reader();
        List<JustifiedAccess> found =
                reviews.list(reader).stream()
                        .filter(access -> isAll || access.review().isEmpty())
                        .toList();
        return html.answer(
                status,
                new Page.Reviews(
                        visit.frame(assets, Frame.Section.ORDERS),
                        new ReviewsView(
                                visit.organisation(),
                                reader.id(),
                                isAll,
                                page,
                                found,
                                office.orders(
                                        ReviewsView.part(found, page).stream()
                                                .map(JustifiedAccess::person)
                                                .collect(Collectors.toSet()),
                                        reader,
                                        CHANNEL),
                                nameOf,
                                notice,
                                wrong,
                                typed)));
    }
}
