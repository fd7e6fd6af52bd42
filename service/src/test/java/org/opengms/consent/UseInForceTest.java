package org.opengms.consent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.opengms.consent.DiscussionDetails.WhoChose;
import org.opengms.people.PersonId;

class UseInForceTest {
    private static final PersonId PERSON = PersonId.random();
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final Said YES =
            new Said.Research(ResearchChoice.AGREED, Set.of(), Optional.empty());

    private final List<ConsentStatement> statements = new ArrayList<>();
    private Optional<LocalDate> birthDate = Optional.of(LocalDate.of(1980, 1, 1));

    private ConsentStatement say(String day, Said said, WhoChose by) {
        LocalDate on = LocalDate.parse(day);
        ConsentStatement statement =
                new ConsentStatement(
                        StatementId.random(),
                        PERSON,
                        said,
                        Optional.of(by),
                        "Letter",
                        on,
                        on.atTime(12, 0).atZone(ConsentStatement.ENGLAND).toInstant(),
                        "clinician");
        statements.add(statement);
        return statement;
    }

    private UseInForce of(Use use) {
        return UseInForce.of(new ConsentHistory(PERSON, birthDate, statements), NOW).stream()
                .filter(one -> one.use() == use)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void nothingSaidIsNothingAllowedAndRestsOnNothing() {
        for (Use use : Use.values()) {
            assertEquals(false, of(use).isAllowed());
            assertEquals(Optional.empty(), of(use).basis());
        }
        assertEquals(
                "Nobody has recorded a choice about research. None recorded counts as a no.",
                of(Use.RESEARCH_NOT_FOR_PROFIT).why());
    }

    @Test
    void eachUseRestsOnTheStatementThatMadeItSo() {
        ConsentStatement yes = say("2026-01-05", YES, WhoChose.ADULT);
        ConsentStatement companies =
                say(
                        "2026-01-09",
                        new Said.PartialWithdrawal(Set.of(Use.RESEARCH_BY_COMPANIES)),
                        WhoChose.ADULT);
        say("2026-01-10", new Said.NationalDataOptOut(false), WhoChose.ADULT);
        assertEquals(Optional.of(yes), of(Use.RESEARCH_NOT_FOR_PROFIT).basis());
        assertEquals(
                "Said yes to research on 5 January 2026.", of(Use.CONTACT_ABOUT_RESEARCH).why());
        assertEquals(Optional.of(companies), of(Use.RESEARCH_BY_COMPANIES).basis());
        assertEquals("Said no to this use by name.", of(Use.RESEARCH_BY_COMPANIES).why());
        assertEquals(Optional.empty(), of(Use.CARE_OF_RELATIVES).basis());
    }

    @Test
    void aLateYesThatDoesNotLiftTheNoIsNotItsBasis() {
        ConsentStatement no = say("2026-02-01", new Said.FullWithdrawal(), WhoChose.ADULT);
        statements.add(
                new ConsentStatement(
                        StatementId.random(),
                        PERSON,
                        YES,
                        Optional.of(WhoChose.ADULT),
                        "Form of January",
                        LocalDate.of(2026, 1, 5),
                        Instant.parse("2026-03-01T09:00:00Z"),
                        "clinician"));
        assertEquals(Optional.of(no), of(Use.RESEARCH_NOT_FOR_PROFIT).basis());
        assertEquals(Optional.of(no), of(Use.CARE_OF_RELATIVES).basis());
    }

    @Test
    void aParentsYesThatHasEndedIsStillTheBasis() {
        birthDate = Optional.of(LocalDate.of(2008, 2, 20));
        ConsentStatement parent = say("2026-01-05", YES, WhoChose.PARENT_OR_GUARDIAN);
        UseInForce research = of(Use.RESEARCH_NOT_FOR_PROFIT);
        assertEquals(false, research.isAllowed());
        assertEquals(Optional.of(parent), research.basis());
        assertEquals(
                "A parent said yes to research. Since 20 February 2026 the person is 18 and has not been asked themselves.",
                research.why());
    }

    @Test
    void deathIsTheBasisOfWhatItEnds() {
        say("2026-01-05", YES, WhoChose.ADULT);
        ConsentStatement death =
                say("2026-02-01", new Said.Death(LocalDate.of(2026, 1, 30)), WhoChose.CLINICIAN);
        assertEquals(Optional.of(death), of(Use.RESEARCH_BY_COMPANIES).basis());
    }

    @Test
    void theOptOutIsNeverAppliedToWhatWasAgreedToAndNeverToCare() {
        say("2026-01-05", YES, WhoChose.ADULT);
        assertEquals(
                "Not applied: no opt-out is recorded.",
                of(Use.RESEARCH_BY_COMPANIES).nationalDataOptOut());
        say("2026-01-06", new Said.NationalDataOptOut(true), WhoChose.ADULT);
        assertEquals(
                "Not applied: the person agreed to this use, and the opt-out covers uses without consent.",
                of(Use.RESEARCH_BY_COMPANIES).nationalDataOptOut());
        assertEquals(
                "Not applied: the opt-out does not cover care.",
                of(Use.CARE_OF_RELATIVES).nationalDataOptOut());
        say("2026-01-07", new Said.FullWithdrawal(), WhoChose.ADULT);
        assertEquals(
                "Nothing to apply it to: the use needs a yes, and there is none.",
                of(Use.RESEARCH_BY_COMPANIES).nationalDataOptOut());
    }
}
