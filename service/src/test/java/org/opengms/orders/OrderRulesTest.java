package org.opengms.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.opengms.fakes.OrderDraft;
import org.opengms.fakes.World;

class OrderRulesTest {
    private final World world = new World();

    private static String line(Finding finding) {
        return finding.kind().code() + " " + finding.grade() + " " + finding.path();
    }

    private List<String> found(OrderDraft draft) {
        return world.desk.checks().check(draft.request()).stream()
                .map(OrderRulesTest::line)
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    @Test
    void findNothingInAGoodOrder() {
        assertEquals(List.of(), found(new OrderDraft()));
    }

    private static Arguments row(
            String situation, UnaryOperator<OrderDraft> change, String... expected) {
        return Arguments.of(situation, change, List.of(expected));
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                row(
                        "nobody to be tested",
                        OrderDraft::withoutSubject,
                        "subject-missing ERROR Bundle.subject"),
                row(
                        "no NHS number and no reason",
                        d -> d.withoutNhsNumber(""),
                        "nhs-number-missing WARNING Bundle.nhs_number"),
                row(
                        "no NHS number with a reason",
                        d -> d.withoutNhsNumber("newborn"),
                        "nhs-number-missing WARNING Bundle.nhs_number"),
                row(
                        "a mistyped NHS number",
                        d -> d.nhsNumber("999 000 1015"),
                        "nhs-number-invalid ERROR Bundle.nhs_number"),
                row(
                        "a placeholder for an NHS number",
                        d -> d.nhsNumber("9999999999"),
                        "nhs-number-invalid ERROR Bundle.nhs_number"),
                row("an NHS number with dashes", d -> d.nhsNumber("999-000-1014")),
                row(
                        "no date of birth",
                        d -> d.born(""),
                        "birth-date-missing WARNING Bundle.birth_date"),
                row(
                        "born tomorrow",
                        d -> d.born("2026-06-16").asksFor("R902", "R902.1"),
                        "birth-date-in-future ERROR Bundle.birth_date"),
                row("born today", d -> d.born("2026-06-15").asksFor("R902", "R902.1")),
                row(
                        "nobody who asks",
                        d -> d.requester("").withoutSite(),
                        "requester-missing WARNING Bundle.requester"),
                row("a site without a clinician's name", d -> d.requester("")),
                row("a clinician without a site", OrderDraft::withoutSite),
                row(
                        "a site outside the network",
                        d -> d.site(World.OUTSIDE),
                        "site-unknown WARNING Bundle.ordering_site"),
                row(
                        "no date",
                        d -> d.authored(""),
                        "authored-on-missing WARNING Bundle.authored_on"),
                row("dated tomorrow, as clocks differ", d -> d.authored("2026-06-16")),
                row(
                        "dated the day after tomorrow",
                        d -> d.authored("2026-06-17"),
                        "authored-in-future ERROR Bundle.authored_on"),
                row(
                        "dated before the first directory",
                        d -> d.authored("2025-03-31").asksFor("R901", ""),
                        "discussion-date-doubtful WARNING Bundle.record_of_discussion",
                        "order-before-directory WARNING Bundle.authored_on"),
                row(
                        "neither test nor indication",
                        d -> d.asksFor("", ""),
                        "test-missing ERROR Bundle.test"),
                row("an indication alone", d -> d.asksFor("R901", "")),
                row("a test alone, which tells its indication", d -> d.asksFor("", "R901.1")),
                row(
                        "an unknown test alone",
                        d -> d.asksFor("", "R999.1"),
                        "indication-missing WARNING Bundle.indication",
                        "test-not-in-directory WARNING Bundle.test"),
                row(
                        "an unknown test of a known indication",
                        d -> d.asksFor("R901", "R901.9"),
                        "test-not-in-directory WARNING Bundle.test"),
                row(
                        "an unknown indication",
                        d -> d.asksFor("R999", ""),
                        "indication-not-in-directory WARNING Bundle.indication"),
                row(
                        "a test of another indication",
                        d -> d.asksFor("R901", "R902.1"),
                        "test-not-of-indication ERROR Bundle.test"),
                row(
                        "a specialty that is not listed",
                        d -> d.specialty("Dermatology"),
                        "specialty-not-listed WARNING Bundle.specialty"),
                row("a listed specialty in other capitals", d -> d.specialty("NEUROLOGY")),
                row("no specialty", d -> d.specialty("")),
                row(
                        "a day too young",
                        d -> d.born("2025-06-15"),
                        "age-outside-criteria WARNING Bundle.birth_date"),
                row("just old enough", d -> d.born("2025-06-14")),
                row("on the last day of being 17", d -> d.born("2008-06-15")),
                row(
                        "18 on the day of the order",
                        d -> d.born("2008-06-14"),
                        "age-outside-criteria WARNING Bundle.birth_date"),
                row(
                        "no feature for a genome",
                        d -> d.phenotype(),
                        "phenotypes-missing WARNING Bundle.phenotypes"),
                row(
                        "only an absent feature for a genome",
                        d -> d.phenotype(Presence.ABSENT),
                        "phenotypes-missing WARNING Bundle.phenotypes"),
                row("no feature for a panel", d -> d.asksFor("R901", "R901.2").phenotype()),
                row(
                        "a feature said neither way",
                        d -> d.phenotype(Presence.PRESENT, Presence.UNCLEAR),
                        "phenotype-unclear WARNING Bundle.phenotypes"),
                row(
                        "no record of discussion for a genome",
                        OrderDraft::withoutDiscussion,
                        "record-of-discussion-missing WARNING Bundle.record_of_discussion"),
                row(
                        "a record to follow for a genome",
                        d -> d.discussion(org.opengms.consent.RecordOfDiscussion.TO_FOLLOW),
                        "record-of-discussion-missing WARNING Bundle.record_of_discussion"),
                row(
                        "no record of discussion for a panel",
                        d -> d.asksFor("R901", "R901.2").withoutDiscussion()),
                row(
                        "a genome asked for in words only",
                        d -> d.asksFor("R999", "").testName("whole genome").withoutDiscussion(),
                        "indication-not-in-directory WARNING Bundle.indication",
                        "record-of-discussion-missing WARNING Bundle.record_of_discussion"),
                row(
                        "a patient who said no to the test",
                        d -> d.discussion(OrderDraft.declined()),
                        "test-not-agreed ERROR Bundle.record_of_discussion"),
                row(
                        "a sample to follow",
                        OrderDraft::sampleToFollow,
                        "specimen-to-follow INFORMATION Bundle.specimen"),
                row(
                        "no sample mentioned",
                        OrderDraft::withoutSample,
                        "specimen-to-follow INFORMATION Bundle.specimen"),
                row(
                        "several things at once",
                        d -> d.born("").requester("").withoutSite().sampleToFollow(),
                        "birth-date-missing WARNING Bundle.birth_date",
                        "requester-missing WARNING Bundle.requester",
                        "specimen-to-follow INFORMATION Bundle.specimen"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void findEachFaultWhereItStands(
            String situation, UnaryOperator<OrderDraft> change, List<String> expected) {
        assertEquals(expected, found(change.apply(new OrderDraft())), situation);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void sayWhatToDoWithoutPersonalData(
            String situation, UnaryOperator<OrderDraft> change, List<String> expected) {
        OrderDraft draft = change.apply(new OrderDraft().familyName("Zebedee"));
        for (Finding finding : world.desk.checks().check(draft.request())) {
            String words = finding.words() + " " + finding.advice();
            assertFalse(finding.advice().isBlank(), situation);
            assertFalse(words.contains("Zebedee") || words.contains("Ada"), words);
            assertFalse(words.contains("2020") || words.contains("999 000"), words);
        }
    }

    /// The sender, the order's twin and the known person are judged with what the service keeps.
    @Nested
    class AgainstWhatIsKept {
        @Test
        void aKnownNumberWithAnotherDateOfBirthIsAConflict() {
            world.accept(new OrderDraft());
            assertEquals(
                    List.of("identity-conflict ERROR Bundle.birth_date"),
                    found(new OrderDraft().born("2020-02-28")));
        }

        @ParameterizedTest
        @CsvSource({"Other, true", "SAMPLE, false", "'', false"})
        void aKnownNumberWithAnotherNameIsToldOnly(String name, boolean told) {
            world.accept(new OrderDraft());
            assertEquals(
                    told ? List.of("name-differs WARNING Bundle.subject") : List.of(),
                    found(new OrderDraft().familyName(name)));
        }
    }

    /// Kinds that the rules do not find, because whoever reads the message does.
    @Test
    void haveADefaultGradeForEveryKind() {
        Map<Grade, String> byGrade =
                Stream.of(FindingKind.values())
                        .collect(
                                Collectors.groupingBy(
                                        FindingKind::defaultGrade,
                                        Collectors.mapping(
                                                FindingKind::code, Collectors.joining(" "))));
        assertEquals(
                "structure-invalid order-missing subject-missing nhs-number-invalid"
                        + " identity-conflict birth-date-in-future site-not-yours"
                        + " authored-in-future test-missing test-not-of-indication"
                        + " test-not-agreed sent-before competence-lacking target-unknown"
                        + " change-unclear discussion-of-another",
                byGrade.get(Grade.ERROR));
        assertEquals(
                "tool-limit profile-fallback specimen-to-follow family-to-follow"
                        + " data-item-undecided data-item-rule-not-reviewed message-cleaned"
                        + " not-mapped",
                byGrade.get(Grade.INFORMATION));
    }

    @Nested
    class Policies {
        private Finding invalidNumber(AcceptancePolicy policy) {
            return new World(policy)
                    .desk
                    .checks()
                    .check(new OrderDraft().nhsNumber("9449307246").request())
                    .getFirst();
        }

        @Test
        void theStandardRefusesAnInvalidNumber() {
            assertEquals(Grade.ERROR, invalidNumber(AcceptancePolicy.STANDARD).grade());
        }

        @Test
        void aConnectathonTellsIt() {
            assertEquals(Grade.WARNING, invalidNumber(AcceptancePolicy.CONNECTATHON).grade());
            for (FindingKind kind : FindingKind.values()) {
                if (kind != FindingKind.NHS_NUMBER_INVALID) {
                    assertEquals(kind.defaultGrade(), AcceptancePolicy.CONNECTATHON.gradeOf(kind));
                }
            }
        }

        @Test
        void refuseWhenOneFindingIsAnError() {
            AcceptancePolicy strict =
                    new AcceptancePolicy(
                            "strict", Map.of(FindingKind.SPECIMEN_TO_FOLLOW, Grade.ERROR));
            Finding told = strict.finding(FindingKind.NAME_DIFFERS, "a", "b", "c");
            Finding refused = strict.finding(FindingKind.SPECIMEN_TO_FOLLOW, "a", "b", "c");
            assertFalse(AcceptancePolicy.refuses(List.of(told)));
            assertTrue(AcceptancePolicy.refuses(List.of(told, refused)));
            assertFalse(AcceptancePolicy.refuses(List.of()));
        }
    }

    @Test
    void judgeAnOrderOlderThanTheDirectoryByItsFirstVersionAndSaySo() {
        List<Finding> findings =
                world.desk
                        .checks()
                        .check(
                                new OrderDraft()
                                        .authored("2025-03-31")
                                        .asksFor("R902", "")
                                        .request());
        assertEquals(
                "The order is dated 2025-03-31, before the first directory version (2025.1, from 2025-04-01) that this service holds; judged by that version.",
                findings.stream()
                        .filter(f -> f.kind() == FindingKind.ORDER_BEFORE_DIRECTORY)
                        .map(Finding::words)
                        .findFirst()
                        .orElse(""));
        assertTrue(
                findings.stream()
                        .anyMatch(f ->
                                f.kind() == FindingKind.INDICATION_NOT_IN_DIRECTORY
                                        && f.words().startsWith("Directory 2025.1 has no")),
                findings::toString);
    }

    @Test
    void pointToTheOrderWhereAPartIsMissing() {
        OrderRequest full = new OrderDraft().request();
        OrderRequest bare =
                new OrderRequest(
                        Optional.empty(),
                        Optional.empty(),
                        full.orderingSite(),
                        "",
                        "",
                        full.indicationCode(),
                        full.testCode(),
                        "",
                        full.priority(),
                        full.authoredOn(),
                        full.phenotypes(),
                        full.recordOfDiscussion(),
                        full.specimens(),
                        1,
                        List.of(),
                        Map.of(OrderField.ORDER, "Bundle.entry[3].resource"));
        assertEquals("Bundle.entry[3].resource", world.desk.checks().check(bare).getFirst().path());
    }
}
