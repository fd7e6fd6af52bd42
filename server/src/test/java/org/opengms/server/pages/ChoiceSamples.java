package org.opengms.server.pages;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.opengms.cases.FamilyResult;
import org.opengms.cases.ResultKind;
import org.opengms.choices.ChoiceDesk;
import org.opengms.consent.ConsentHistory;
import org.opengms.consent.ConsentStatement;
import org.opengms.consent.DiscussionDetails.WhoChose;
import org.opengms.consent.Recontact;
import org.opengms.consent.ResearchChoice;
import org.opengms.consent.Said;
import org.opengms.consent.StatementId;
import org.opengms.consent.Use;
import org.opengms.consent.UseInForce;
import org.opengms.gate.DataClass;
import org.opengms.gate.JustifiedAccess;
import org.opengms.people.Person;
import org.opengms.people.PersonId;
import org.opengms.people.Sex;
import org.opengms.server.choices.ChoiceOffice;
import org.opengms.server.relatives.FamilyResults;

/// Pages about choices and readings, as they could be.
final class ChoiceSamples {
    static final PersonId PERSON = PersonId.random();
    private static final LocalDate TODAY = Wording.dayOf(Samples.NOW);

    private ChoiceSamples() {}

    private static ConsentStatement statement(
            LocalDate on, Said said, WhoChose by, String evidence, Instant recordedAt) {
        return new ConsentStatement(
                StatementId.random(),
                PERSON,
                said,
                Optional.of(by),
                evidence,
                on,
                recordedAt,
                "clinician.zr101 of ZR101");
    }

    static ChoicesView view(List<ConsentStatement> statements) {
        ConsentHistory history =
                new ConsentHistory(PERSON, Samples.PATIENT.birthDate(), statements);
        return new ChoicesView(
                Samples.PATIENT,
                Samples.ORDER,
                "GMS-26-000001",
                new ChoiceOffice.Choices(
                        history,
                        history.now(Samples.NOW),
                        UseInForce.of(history, Samples.NOW),
                        Optional.of(new Recontact(TODAY, Recontact.Occasion.TURNED_16))),
                TODAY);
    }

    static List<ConsentStatement> statements() {
        Instant recorded = Samples.NOW.minusSeconds(86_400);
        return List.of(
                statement(
                        TODAY.minusDays(40),
                        new Said.Research(
                                ResearchChoice.AGREED,
                                Set.of(Use.RESEARCH_BY_COMPANIES),
                                Optional.empty()),
                        WhoChose.PARENT_OR_GUARDIAN,
                        "Letter <with> signature",
                        recorded),
                statement(
                        TODAY.minusDays(60),
                        new Said.SharingWithRelatives(true),
                        WhoChose.PARENT_OR_GUARDIAN,
                        "Telephone call",
                        recorded));
    }

    static JustifiedAccess reading(long id, String actor, Optional<JustifiedAccess.Review> review) {
        return new JustifiedAccess(
                id,
                actor,
                "ZR105",
                PERSON,
                DataClass.REPORT,
                "DiagnosticReport/1",
                JustifiedAccess.Kind.EMERGENCY,
                "Unconscious in the <emergency> department",
                true,
                Samples.NOW,
                review);
    }

    static ReviewsView reviews(boolean isAll, List<FormProblem> problems, Typed typed) {
        return new ReviewsView(
                "Northgate Children's Hospital",
                "clinician.zr101",
                isAll,
                1,
                List.of(
                        reading(1, "clinician.zr105", Optional.empty()),
                        reading(2, "clinician.zr101", Optional.empty()),
                        reading(
                                3,
                                "clinician.zr105",
                                Optional.of(
                                        new JustifiedAccess.Review(
                                                JustifiedAccess.Outcome.PASSED_ON,
                                                "Nobody knows the <reader>.",
                                                "clinician.zr102",
                                                Samples.NOW)))),
                Map.of(PERSON, new ChoiceOffice.KnownOrder(Samples.ORDER, "GMS-26-000001")),
                code -> "",
                "",
                problems,
                typed);
    }

    static DueView due(int total) {
        Person person =
                new Person(
                        PERSON,
                        Optional.empty(),
                        "Example",
                        "Robin <b>",
                        Optional.of(TODAY.minusYears(18)),
                        Sex.FEMALE,
                        "");
        return new DueView(
                "Northgate Children's Hospital",
                Optional.of(Recontact.Occasion.TURNED_18),
                2,
                new ChoiceOffice.DueList(
                        total == 0
                                ? List.of()
                                : List.of(
                                        new ChoiceOffice.ToAsk(
                                                new ChoiceDesk.Due(
                                                        PERSON,
                                                        new Recontact(
                                                                TODAY,
                                                                Recontact.Occasion.TURNED_18)),
                                                person,
                                                new ChoiceOffice.KnownOrder(
                                                        Samples.ORDER, "GMS-26-000001"))),
                        total));
    }

    static void add(Map<String, Page> pages, Frame frame) {
        pages.put("choices", new Page.Choices(frame, view(statements()), "Recorded."));
        pages.put("choices-none", new Page.Choices(frame, view(List.of()), ""));
        pages.put(
                "choice-entry",
                new Page.ChoiceEntry(
                        frame, new ChoiceFormView(view(statements()), List.of(), Typed.NOTHING)));
        pages.put(
                "choice-entry-problems",
                new Page.ChoiceEntry(
                        frame,
                        new ChoiceFormView(
                                view(statements()),
                                List.of(
                                        new FormProblem("said", "Choose what was said."),
                                        new FormProblem("refused", "Choose the uses."),
                                        new FormProblem("uses", "Choose the uses."),
                                        new FormProblem("askAgainOn", "This is not a date."),
                                        new FormProblem("diedOn", "Enter the day of death."),
                                        new FormProblem("answer-assent", "Choose yes or no."),
                                        new FormProblem("by", "Choose who said it."),
                                        new FormProblem("evidence", "Say where."),
                                        new FormProblem("saidOn", "This is not a date.")),
                                new Typed(
                                        Map.of(
                                                "said", List.of("partial-withdrawal"),
                                                "uses", List.of("care-of-relatives"))))));
        pages.put(
                "choice-doubt",
                new Page.ChoiceDoubt(
                        frame,
                        new ChoiceFormView.Doubtful(
                                view(statements()),
                                List.of("It was said more than a year ago. Check the year."),
                                "No to research.",
                                "The person themselves",
                                "Letter <b>",
                                "3 March 2020",
                                new Typed(
                                        Map.of(
                                                "said", List.of("partial-withdrawal"),
                                                "uses",
                                                        List.of(
                                                                "research-by-companies",
                                                                "care-of-relatives"),
                                                "_csrf", List.of("old"),
                                                "step", List.of(""))))));
        pages.put(
                "family-result",
                new Page.FamilyResult(
                        frame,
                        Samples.PATIENT,
                        Samples.ORDER,
                        "GMS-26-000001",
                        List.of(
                                new FamilyResults.Answer.Given(
                                        new FamilyResult(
                                                "Ataxia <b>",
                                                ResultKind.CAUSE_FOUND,
                                                FamilyResult.Source.MARK,
                                                List.of(
                                                        new FamilyResult.Variant(
                                                                "GENEA",
                                                                "HGNC:1",
                                                                "chr1",
                                                                100,
                                                                "A",
                                                                "G",
                                                                "NM_1.1",
                                                                "c.5A>G",
                                                                "p.(Lys2Arg)"))),
                                        "Basis: the record of discussion."),
                                new FamilyResults.Answer.NotYet("Basis: the record."),
                                new FamilyResults.Answer.Refused("No record says so.")),
                        "why",
                        List.of(new FormProblem("reason", "Say why."))));
        pages.put("to-ask", new Page.ToAsk(frame, due(55)));
        pages.put("to-ask-none", new Page.ToAsk(frame, due(0)));
        pages.put("reviews", new Page.Reviews(frame, reviews(true, List.of(), Typed.NOTHING)));
        pages.put(
                "reviews-problems",
                new Page.Reviews(
                        frame,
                        reviews(
                                false,
                                List.of(
                                        new FormProblem("outcome-1", "Choose."),
                                        new FormProblem("words-1", "Say why.")),
                                Typed.NOTHING)));
    }
}
