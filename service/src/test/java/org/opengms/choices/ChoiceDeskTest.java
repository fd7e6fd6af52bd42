package org.opengms.choices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.consent.ConsentStatement;
import org.opengms.consent.DiscussionDetails.WhoChose;
import org.opengms.consent.ResearchChoice;
import org.opengms.consent.ResearchStanding;
import org.opengms.consent.Said;
import org.opengms.consent.StatementId;
import org.opengms.consent.Use;
import org.opengms.fakes.FakeConsents;
import org.opengms.gate.Actor;
import org.opengms.gate.CareRelations;
import org.opengms.gate.Role;
import org.opengms.infrastructure.OdsCode;
import org.opengms.people.NhsNumber;
import org.opengms.people.People;
import org.opengms.people.Person;
import org.opengms.people.PersonId;
import org.opengms.people.Sex;
import org.opengms.proxies.ProxyBook;
import org.opengms.workforce.CompetenceCheck;

class ChoiceDeskTest {
    private static final OdsCode CLINIC = new OdsCode("ZTA01");
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final PersonId PATIENT = PersonId.random();
    private static final Actor CLINICIAN =
            new Actor("clinician.zta01", "Clinician", CLINIC, Set.of(Role.CLINICIAN));

    private final FakeConsents consents = new FakeConsents();

    private ChoiceDesk desk(LocalDate born) {
        Person person =
                new Person(
                        PATIENT,
                        Optional.empty(),
                        "Invented",
                        "Ira",
                        Optional.of(born),
                        Sex.FEMALE,
                        "");
        return new ChoiceDesk(
                new People() {
                    @Override
                    public Optional<Person> findByNhsNumber(NhsNumber number) {
                        return Optional.empty();
                    }

                    @Override
                    public Optional<Person> find(PersonId id) {
                        return Optional.of(person).filter(p -> p.id().equals(id));
                    }

                    @Override
                    public void add(Person added) {
                        throw new UnsupportedOperationException();
                    }
                },
                consents,
                new CareRelations() {
                    @Override
                    public boolean orderedFor(OdsCode organisation, PersonId of) {
                        return organisation.equals(CLINIC);
                    }

                    @Override
                    public boolean worksFor(OdsCode laboratory, PersonId of) {
                        return true;
                    }

                    @Override
                    public boolean orderedForRelative(OdsCode organisation, PersonId of) {
                        return true;
                    }
                },
                ProxyBook.none(),
                CompetenceCheck.NONE,
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static Wish wish(Said said, Optional<WhoChose> by, LocalDate on) {
        return new Wish(PATIENT, Optional.empty(), said, by, "Letter in the notes", on);
    }

    private static final Said YES =
            new Said.Research(ResearchChoice.AGREED, Set.of(), Optional.empty());

    /// Who may say yes to research for somebody of which age, in years on 2 March 2026.
    @ParameterizedTest
    @CsvSource({
        "ADULT,              15, refused",
        "ADULT,              16, recorded",
        "ADULT,              40, recorded",
        "PARENT_OR_GUARDIAN, 3,  recorded",
        "PARENT_OR_GUARDIAN, 17, recorded",
        "PARENT_OR_GUARDIAN, 18, refused",
        "CONSULTEE,          15, refused",
        "CONSULTEE,          40, recorded",
        "CLINICIAN,          40, refused",
        "FOR_THE_DECEASED,   40, refused"
    })
    void recordsAYesOfWhoMaySayIt(WhoChose by, int age, String outcome) {
        ChoiceOutcome answer =
                desk(LocalDate.of(2026 - age, 3, 2))
                        .record(wish(YES, Optional.of(by), LocalDate.of(2026, 3, 2)), CLINICIAN);
        assertEquals(outcome.equals("recorded"), answer instanceof ChoiceOutcome.Recorded);
        assertEquals(
                outcome.equals("recorded") ? 1 : 0, consents.history(PATIENT).statements().size());
        if (answer instanceof ChoiceOutcome.Refused(var part, String reason)) {
            assertEquals(ChoiceOutcome.Part.BY, part);
            assertFalse(reason.isBlank());
        }
    }

    @Test
    void hearsAWithdrawalFromWhoeverSpeaks() {
        for (WhoChose by : WhoChose.values()) {
            ChoiceOutcome answer =
                    desk(LocalDate.of(1980, 1, 1))
                            .record(
                                    wish(
                                            new Said.FullWithdrawal(),
                                            Optional.of(by),
                                            LocalDate.of(2026, 3, 1)),
                                    CLINICIAN);
            ChoiceOutcome.Recorded recorded =
                    assertInstanceOf(ChoiceOutcome.Recorded.class, answer);
            assertInstanceOf(ResearchStanding.Withdrawn.class, recorded.state().research());
        }
    }

    @Test
    void keepsWhoSaidItOnWhichEvidenceWhenAndWhoRecordedIt() {
        desk(LocalDate.of(1980, 1, 1))
                .record(
                        wish(YES, Optional.of(WhoChose.ADULT), LocalDate.of(2026, 2, 20)),
                        CLINICIAN);
        ConsentStatement kept = consents.history(PATIENT).statements().getFirst();
        assertEquals(Optional.of(WhoChose.ADULT), kept.by());
        assertEquals("Letter in the notes", kept.evidence());
        assertEquals(LocalDate.of(2026, 2, 20), kept.saidOn());
        assertEquals(NOW, kept.recordedAt());
        assertEquals("clinician.zta01 of ZTA01", kept.recordedBy());
    }

    @Test
    void refusesWhatLiesInTheFuture() {
        refuses(
                wish(YES, Optional.of(WhoChose.ADULT), LocalDate.of(2026, 3, 3)),
                "lies in the future");
    }

    @Test
    void refusesEvidenceAboutSomebodyElse() {
        refuses(
                new Wish(
                        PATIENT,
                        Optional.of(PersonId.random()),
                        YES,
                        Optional.of(WhoChose.ADULT),
                        "Consent/1",
                        LocalDate.of(2026, 3, 1)),
                "about somebody else");
    }

    @Test
    void refusesAChoiceOfNobody() {
        refuses(wish(YES, Optional.empty(), LocalDate.of(2026, 3, 1)), "who made the choice");
    }

    @Test
    void refusesAnOwnChoiceAfterDeath() {
        consents.append(
                new ConsentStatement(
                        StatementId.random(),
                        PATIENT,
                        new Said.Death(LocalDate.of(2026, 2, 1)),
                        Optional.empty(),
                        "notification",
                        LocalDate.of(2026, 2, 1),
                        Instant.parse("2026-02-02T09:00:00Z"),
                        "clinician"));
        ChoiceDesk desk = desk(LocalDate.of(1980, 1, 1));
        assertInstanceOf(
                ChoiceOutcome.Refused.class,
                desk.record(
                        wish(YES, Optional.of(WhoChose.ADULT), LocalDate.of(2026, 2, 2)),
                        CLINICIAN));
        assertInstanceOf(
                ChoiceOutcome.Recorded.class,
                desk.record(
                        wish(YES, Optional.of(WhoChose.FOR_THE_DECEASED), LocalDate.of(2026, 2, 2)),
                        CLINICIAN));
    }

    private void refuses(Wish wish, String words) {
        ChoiceOutcome.Refused refused =
                assertInstanceOf(
                        ChoiceOutcome.Refused.class,
                        desk(LocalDate.of(1980, 1, 1)).record(wish, CLINICIAN));
        assertEquals(true, refused.reason().contains(words), refused.reason());
        assertEquals(List.of(), consents.history(PATIENT).statements());
    }

    @Test
    void isForCliniciansOfTheOrganisationThatOrdered() {
        for (Actor other :
                List.of(
                        new Actor("x", "X", new OdsCode("ZTB01"), Set.of(Role.CLINICIAN)),
                        new Actor("y", "Y", CLINIC, Set.of(Role.LABORATORY, Role.SCIENTIST)))) {
            assertInstanceOf(
                    ChoiceOutcome.NotYours.class,
                    desk(LocalDate.of(1980, 1, 1))
                            .record(
                                    wish(
                                            YES,
                                            Optional.of(WhoChose.ADULT),
                                            LocalDate.of(2026, 3, 1)),
                                    other));
        }
        assertEquals(List.of(), consents.history(PATIENT).statements());
    }

    @Nested
    class APersonThemself {
        private static final LocalDate GROWN_UP = LocalDate.of(1980, 1, 1);
        private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);
        private static final Actor SELF = Actor.person(PATIENT, "the person themself");

        private ChoiceOutcome says(LocalDate born, Said said) {
            return desk(born).record(wish(said, Optional.of(WhoChose.ADULT), TODAY), SELF);
        }

        @Test
        void changesTheirMindWithoutAClinic() {
            assertInstanceOf(ChoiceOutcome.Recorded.class, says(GROWN_UP, YES));
            ChoiceOutcome.Recorded stopped =
                    assertInstanceOf(
                            ChoiceOutcome.Recorded.class,
                            says(GROWN_UP, new Said.FullWithdrawal()));
            assertInstanceOf(ResearchStanding.Withdrawn.class, stopped.state().research());
            assertEquals("the person themself", stopped.statement().recordedBy());
        }

        @Test
        void isRefusedAYesBelowSixteenAndHeardWhenTheySayNo() {
            LocalDate child = LocalDate.of(2011, 3, 3);
            assertInstanceOf(ChoiceOutcome.Refused.class, says(child, YES));
            assertInstanceOf(ChoiceOutcome.Recorded.class, says(child, new Said.FullWithdrawal()));
        }

        @Test
        void whoCannotDecideIsHeardWhenTheySayNoOnly() {
            ChoiceOutcome known =
                    desk(GROWN_UP)
                            .record(
                                    wish(new Said.Capacity(false), Optional.empty(), TODAY),
                                    CLINICIAN);
            assertInstanceOf(ChoiceOutcome.Recorded.class, known);
            assertInstanceOf(ChoiceOutcome.Refused.class, says(GROWN_UP, YES));
            assertInstanceOf(
                    ChoiceOutcome.Recorded.class, says(GROWN_UP, new Said.FullWithdrawal()));
        }

        @Test
        void doesNotRecordWhatTheClinicRecords() {
            assertInstanceOf(ChoiceOutcome.Refused.class, says(GROWN_UP, new Said.Capacity(true)));
            assertInstanceOf(ChoiceOutcome.Refused.class, says(GROWN_UP, new Said.Death(TODAY)));
        }

        @Test
        void choosesForNobodyElse() {
            ChoiceOutcome outcome =
                    desk(GROWN_UP)
                            .record(
                                    wish(YES, Optional.of(WhoChose.ADULT), TODAY),
                                    Actor.person(PersonId.random(), "somebody else"));
            assertInstanceOf(ChoiceOutcome.NotYours.class, outcome);
        }
    }

    private void known(Said said, LocalDate on, WhoChose by) {
        consents.append(
                new ConsentStatement(
                        StatementId.random(),
                        PATIENT,
                        said,
                        Optional.of(by),
                        "Letter",
                        on,
                        on.atTime(12, 0).atZone(ConsentStatement.ENGLAND).toInstant(),
                        "clinician"));
    }

    private List<String> doubts(Said said, WhoChose by, LocalDate on) {
        return desk(LocalDate.of(1980, 1, 1)).doubts(wish(said, Optional.of(by), on), CLINICIAN);
    }

    /// What is asked back before it is recorded.
    @Nested
    class Doubts {
        @Test
        void thereAreNoneAboutAPlainYes() {
            assertEquals(List.of(), doubts(YES, WhoChose.ADULT, LocalDate.of(2026, 3, 1)));
        }

        @Test
        void tellThatAYesFromBeforeANoDoesNotLiftIt() {
            known(new Said.FullWithdrawal(), LocalDate.of(2026, 2, 10), WhoChose.ADULT);
            List<String> doubts = doubts(YES, WhoChose.ADULT, LocalDate.of(2026, 2, 1));
            assertEquals(2, doubts.size(), doubts.toString());
            assertEquals(
                    "What was said about research on 1 February 2026 was said before the no of 10 February 2026 and does not lift it.",
                    doubts.get(1));
            assertEquals(List.of(), doubts(YES, WhoChose.ADULT, LocalDate.of(2026, 2, 11)));
        }

        @Test
        void askWhetherTheYearIsRight() {
            assertEquals(
                    List.of("It was said more than a year ago. Check the year."),
                    doubts(YES, WhoChose.ADULT, LocalDate.of(2025, 3, 1)));
        }

        @Test
        void tellWhoCanDecide() {
            known(new Said.Capacity(false), LocalDate.of(2026, 1, 5), WhoChose.CLINICIAN);
            assertEquals(1, doubts(YES, WhoChose.ADULT, LocalDate.of(2026, 3, 1)).size());
            assertEquals(List.of(), doubts(YES, WhoChose.CONSULTEE, LocalDate.of(2026, 3, 1)));
            known(new Said.Capacity(true), LocalDate.of(2026, 1, 6), WhoChose.CLINICIAN);
            assertEquals(1, doubts(YES, WhoChose.CONSULTEE, LocalDate.of(2026, 3, 1)).size());
        }

        @Test
        void tellThatAYoungPersonDidNotSayYes() {
            known(new Said.YoungPersonsAssent(false), LocalDate.of(2026, 1, 5), WhoChose.ADULT);
            List<String> doubts =
                    desk(LocalDate.of(2014, 1, 1))
                            .doubts(
                                    wish(
                                            YES,
                                            Optional.of(WhoChose.PARENT_OR_GUARDIAN),
                                            LocalDate.of(2026, 3, 1)),
                                    CLINICIAN);
            assertEquals(
                    List.of(
                            "The young person did not say yes themselves. A parent decides, but should know."),
                    doubts);
        }

        @Test
        void areNotRaisedAboutWhatIsRefusedAnyway() {
            assertEquals(List.of(), doubts(YES, WhoChose.CLINICIAN, LocalDate.of(2020, 1, 1)));
        }
    }

    @Test
    void refusesAYesThatLeavesOutAllResearch() {
        refuses(
                wish(
                        new Said.Research(
                                ResearchChoice.AGREED,
                                Set.of(Use.RESEARCH_BY_COMPANIES, Use.RESEARCH_NOT_FOR_PROFIT),
                                Optional.empty()),
                        Optional.of(WhoChose.ADULT),
                        LocalDate.of(2026, 3, 1)),
                "Record it as a no");
    }

    @Test
    void refusesADayToAskAgainThatHasPassed() {
        refuses(
                wish(
                        new Said.Research(
                                ResearchChoice.UNDECIDED,
                                Set.of(),
                                Optional.of(LocalDate.of(2026, 3, 1))),
                        Optional.of(WhoChose.ADULT),
                        LocalDate.of(2026, 3, 1)),
                "day to ask again");
    }

    @Test
    void refusesADeathBeforeBirth() {
        refuses(
                wish(
                        new Said.Death(LocalDate.of(1979, 12, 31)),
                        Optional.empty(),
                        LocalDate.of(2026, 3, 1)),
                "before the person's birth");
    }
}
