package org.opengms.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.consent.DiscussionDetails;
import org.opengms.consent.DiscussionDetails.Assent;
import org.opengms.consent.DiscussionDetails.WhoChose;
import org.opengms.consent.DiscussionState;
import org.opengms.consent.RecordOfDiscussion;
import org.opengms.consent.ResearchChoice;
import org.opengms.fakes.OrderDraft;
import org.opengms.fakes.World;

/// What the laboratory must know beside the test: the family, the panels, the variant, and a record
/// of discussion whose parts fit together.
class OrderDetailTest {
    private final World world = new World();

    private List<String> found(OrderDraft draft) {
        return world.desk.checks().check(draft.request()).stream()
                .map(f -> f.kind().code() + " " + f.grade() + " " + f.path())
                .toList();
    }

    private Optional<String> reasonToHold(OrderDraft draft) {
        Submission.Accepted accepted =
                assertInstanceOf(Submission.Accepted.class, world.submit(draft));
        return accepted.tasks().getFirst().statusReason();
    }

    @Nested
    class Families {
        @ParameterizedTest
        @CsvSource({
            // test, said, brought, finding
            "R905.1, 3, 3, ''",
            "R905.1, 1, 3, ''",
            "R905.1, 3, 1, family-to-follow INFORMATION Bundle.participants",
            "R905.1, 1, 1, family-incomplete WARNING Bundle.participants",
            "R905.1, 2, 2, family-incomplete WARNING Bundle.participants",
            "R905.2, 1, 1, ''",
            "R905.2, 3, 3, ''",
            // no test: held to the indication's preferred one
            "'', 1, 1, family-incomplete WARNING Bundle.participants",
            "'', 4, 4, ''",
        })
        void areAsLargeAsTheTestIsBestDoneOn(String test, int said, int brought, String expected) {
            assertEquals(
                    expected.isEmpty() ? List.of() : List.of(expected),
                    found(new OrderDraft().asksFor("R905", test).family(said, brought)));
        }

        @Test
        void mayBeBothSmallAndIncomplete() {
            assertEquals(
                    List.of(
                            "family-incomplete WARNING Bundle.participants",
                            "family-to-follow INFORMATION Bundle.participants"),
                    found(new OrderDraft().asksFor("R905", "R905.1").family(2, 1)));
        }
    }

    @Nested
    class UltraRareDisorders {
        private OrderDraft draft() {
            return new OrderDraft().asksFor("R89", "R89.3");
        }

        @Test
        void needPanels() {
            assertEquals(List.of("panels-missing WARNING Bundle.panels"), found(draft()));
            assertEquals(List.of(), found(draft().panel("R27")));
        }

        @Test
        void waitForThem() {
            assertEquals(Optional.of("awaiting-order-detail"), reasonToHold(draft()));
        }

        @Test
        void goOnWithThem() {
            assertEquals(Optional.empty(), reasonToHold(draft().panel("R27")));
        }

        @ParameterizedTest
        @CsvSource({"R89, ''", "'', R89.3", "R89, R89.3"})
        void areKnownByEitherCode(String indication, String test) {
            assertTrue(
                    found(new OrderDraft().asksFor(indication, test))
                            .contains("panels-missing WARNING Bundle.panels"));
        }

        /// The digital directory numbers them otherwise.
        @Test
        void areKnownByName() {
            assertTrue(
                    found(
                                    new OrderDraft()
                                            .asksFor("TP1", "GT1")
                                            .testName("Ultra-rare and atypical disorders - WGS"))
                            .contains("panels-missing WARNING Bundle.panels"));
        }
    }

    @Nested
    class KnownVariants {
        @ParameterizedTest
        @CsvSource({"R240, R240.1", "R240, ''", "R242, R242.1", "R244, R244.1"})
        void areGiven(String indication, String test) {
            OrderDraft draft = new OrderDraft().asksFor(indication, test);
            assertTrue(found(draft).contains("variant-missing WARNING Bundle.variant"));
            assertTrue(
                    found(draft.variant()).stream()
                            .noneMatch(f -> f.startsWith("variant-missing")));
        }

        @ParameterizedTest
        @CsvSource({
            "Predictive testing for known variant(s) - Targeted variant testing, true",
            "Carrier testing for known familial mutation(s), true",
            "Monogenic hearing loss - Panel sequencing, false",
        })
        void areAskedForByName(String name, boolean asked) {
            assertEquals(
                    asked,
                    found(new OrderDraft().asksFor("TP1", "GT1").testName(name))
                            .contains("variant-missing WARNING Bundle.variant"));
        }

        @Test
        void areWaitedFor() {
            OrderDraft draft = new OrderDraft().asksFor("R240", "R240.1");
            assertEquals(Optional.of("awaiting-order-detail"), reasonToHold(draft));
            assertEquals(
                    Optional.empty(),
                    reasonToHold(
                            new OrderDraft()
                                    .nhsNumber("9990001022")
                                    .asksFor("R240", "R240.1")
                                    .variant()));
        }
    }

    @Nested
    class RecordsOfDiscussion {
        private static DiscussionDetails chosenBy(WhoChose who) {
            return new DiscussionDetails(
                    Optional.of(who), Optional.empty(), false, false, Optional.empty());
        }

        private static DiscussionDetails research(
                boolean discussed, boolean answered, boolean reason) {
            return new DiscussionDetails(
                    Optional.empty(), Optional.of(discussed), answered, reason, Optional.empty());
        }

        private static DiscussionDetails assent(Assent assent) {
            return new DiscussionDetails(
                    Optional.empty(), Optional.empty(), false, false, Optional.of(assent));
        }

        private static RecordOfDiscussion taken(String day, ResearchChoice research) {
            return new RecordOfDiscussion(
                    DiscussionState.TAKEN,
                    Optional.of(true),
                    research,
                    Optional.of(day).filter(d -> !d.isEmpty()).map(LocalDate::parse));
        }

        private OrderDraft draft(String born) {
            return new OrderDraft().asksFor("R902", "R902.1").born(born);
        }

        /// The discussion was on 10 June 2026.
        @ParameterizedTest
        @CsvSource({
            "PARENT_OR_GUARDIAN, 2020-02-29, false",
            "PARENT_OR_GUARDIAN, 2008-06-11, false", // 17 for one more day
            "PARENT_OR_GUARDIAN, 2008-06-10, true", // 18 that day
            "PARENT_OR_GUARDIAN, 1960-01-01, true",
            "ADULT, 1960-01-01, false",
            "ADULT, 2010-06-10, false", // 16 that day
            "ADULT, 2010-06-11, true", // 15
            "CONSULTEE, 1960-01-01, false",
            "CONSULTEE, 2020-02-29, true",
            "CLINICIAN, 2020-02-29, false",
            "CLINICIAN, 1960-01-01, false",
            "FOR_THE_DECEASED, 2020-02-29, false",
            "FOR_THE_DECEASED, 1960-01-01, false",
        })
        void areMadeByThoseWhoMayChooseAtThatAge(WhoChose who, String born, boolean doubtful) {
            assertEquals(
                    doubtful
                            ? List.of(
                                    "discussion-category-doubtful WARNING Bundle.record_of_discussion")
                            : List.of(),
                    found(draft(born).form(chosenBy(who))));
        }

        @Test
        void withoutADateOfBirthNothingIsSaidAboutAges() {
            assertEquals(
                    List.of("birth-date-missing WARNING Bundle.birth_date"),
                    found(draft("").form(chosenBy(WhoChose.ADULT))));
        }

        @ParameterizedTest
        @CsvSource({
            "2020-06-10, false", // 6 that day
            "2020-06-11, true", // 5
            "2010-06-11, false", // 15
            "2010-06-10, true", // 16 that day
        })
        void haveAssentFrom6To15(String born, boolean doubtful) {
            assertEquals(
                    doubtful ? List.of("assent-doubtful WARNING Bundle.assent") : List.of(),
                    found(draft(born).form(assent(Assent.GIVEN))));
        }

        @ParameterizedTest
        @CsvSource({
            "GIVEN, AGREED, false",
            "NOT_GIVEN, AGREED, true",
            "NOT_GIVEN, DECLINED, false",
            "NOT_GIVEN, UNDECIDED, false",
            "UNREAD, AGREED, false",
        })
        void tellOfAssentAgainstTheChoice(Assent assent, ResearchChoice choice, boolean doubtful) {
            assertEquals(
                    doubtful ? List.of("assent-doubtful WARNING Bundle.assent") : List.of(),
                    found(
                            draft("2016-01-01")
                                    .discussion(taken("2026-06-10", choice))
                                    .form(assent(assent))));
        }

        @ParameterizedTest
        @CsvSource({
            // discussed, choice answered, reason given, unclear
            "true, true, false, false",
            "true, false, false, false",
            "false, false, true, false",
            "false, false, false, true",
            "false, true, true, true",
            "false, true, false, true",
        })
        void giveAChoiceOrAReason(
                boolean discussed, boolean answered, boolean reason, boolean unclear) {
            assertEquals(
                    unclear
                            ? List.of(
                                    "discussion-research-unclear WARNING Bundle.record_of_discussion")
                            : List.of(),
                    found(draft("2016-01-01").form(research(discussed, answered, reason))));
        }

        /// Today is 15 June 2026, the order of the 14th.
        @ParameterizedTest
        @CsvSource({
            "2026-06-13, false",
            "2026-06-14, false",
            "2026-06-15, true",
            "2026-06-16, true",
            "'', false",
        })
        void comeBeforeTheOrder(String day, boolean doubtful) {
            assertEquals(
                    doubtful
                            ? List.of(
                                    "discussion-date-doubtful WARNING Bundle.record_of_discussion")
                            : List.of(),
                    found(draft("2016-01-01").discussion(taken(day, ResearchChoice.AGREED))));
        }
    }

    @Test
    void theMethodAskedForIsTheDirectorys() {
        assertEquals(
                Optional.of(org.opengms.directory.TestMethod.WGS),
                world.desk.checks().methodAskedFor(new OrderDraft().request()));
        assertEquals(
                Optional.empty(),
                world.desk
                        .checks()
                        .methodAskedFor(new OrderDraft().asksFor("R999", "R999.1").request()));
    }

    @Test
    void aFindingNamesItsQuestionOrNone() {
        Finding plain = new Finding(FindingKind.NAME_DIFFERS, Grade.WARNING, "p", "w", "a");
        assertEquals("", plain.mdsQuestion());
        Finding about = plain.about("Patient - Last name");
        assertEquals("Patient - Last name", about.mdsQuestion());
        assertEquals("p", about.path());
    }
}
