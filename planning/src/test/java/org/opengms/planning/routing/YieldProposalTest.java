package org.opengms.planning.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opengms.csv.CsvProblem;
import org.opengms.csv.CsvTable;
import org.opengms.planning.routing.Outcome.Result;
import org.opengms.planning.routing.RoutingRequest.FamilyStructure;
import org.opengms.testing.Cases;

class YieldProposalTest {
    private static final Approval SIGNED =
            new Approval("A. Scientist", "consultant clinical scientist", LocalDate.of(2026, 1, 1));
    private static final YieldTable EMPTY =
            new YieldTable("y1", LocalDate.of(2026, 1, 1), SIGNED, List.of());

    /// Half of the requests are syndromic, where a genome finds 0.60, the others 0.10: over all
    /// requests 0.35. Clinicians ask for a genome for 90 % of the first and 10 % of the others, so
    /// that those tested show 0.55.
    private static List<Outcome> selected(RandomGenerator random, int requests) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            boolean syndromic = random.nextBoolean();
            boolean genome = random.nextDouble() < (syndromic ? 0.9 : 0.1);
            double yield = genome ? (syndromic ? 0.60 : 0.10) : 0.2;
            outcomes.add(
                    new Outcome(
                            "R29",
                            syndromic ? "syndromic" : "isolated",
                            FamilyStructure.TRIO,
                            Set.of(),
                            genome ? AssayMethod.WHOLE_GENOME : AssayMethod.PANEL,
                            random.nextDouble() < yield ? Result.FOUND : Result.NOT_FOUND));
        }
        return outcomes;
    }

    private static YieldProposal.Row genome(YieldProposal proposal) {
        return proposal.rows().stream()
                .filter(r ->
                        r.proposed().about().method() == AssayMethod.WHOLE_GENOME
                                && r.proposed().about().family().isEmpty())
                .findFirst()
                .orElseThrow();
    }

    @Nested
    class WhereThoseTestedDifferFromThoseWhoAsk {
        @Test
        void theNaiveYieldIsWrongAndTheProposedOneRight() {
            YieldProposal.Row row =
                    genome(YieldProposal.of(selected(Cases.random(7), 20_000), EMPTY, 30, "2026"));
            assertEquals(0.55, row.naiveMean(), 0.02);
            assertEquals(0.35, row.proposed().mean(), 0.02);
        }

        /// 95 % intervals of the proposed distribution hold the truth in about 95 of 100 services.
        @Test
        void theDistributionSaysHowSureItIs() {
            int held = 0;
            for (int i = 0; i < 200; i++) {
                YieldTable.Entry e =
                        genome(YieldProposal.of(selected(Cases.random(i), 2_000), EMPTY, 30, "x"))
                                .proposed();
                double n = e.alpha() + e.beta();
                double deviation = Math.sqrt(e.mean() * (1 - e.mean()) / (n + 1));
                held += Math.abs(e.mean() - 0.35) <= 1.96 * deviation ? 1 : 0;
            }
            // Binomial(200, 0.95): below 178 or above 200 less than once in ten thousand; the
            // weights
            // of strata are themselves drawn, which takes a little.
            assertTrue(held >= 178, "held " + held + " of 200");
        }

        @Test
        void strataInWhichNobodyWasTestedAreTold() {
            List<Outcome> outcomes = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                boolean tested = i < 75;
                outcomes.add(
                        new Outcome(
                                "R29",
                                tested ? "syndromic" : "isolated",
                                FamilyStructure.TRIO,
                                Set.of(),
                                tested ? AssayMethod.WHOLE_GENOME : AssayMethod.PANEL,
                                Result.NOT_FOUND));
            }
            assertEquals(
                    0.25, genome(YieldProposal.of(outcomes, EMPTY, 30, "x")).unseenShare(), 1e-12);
        }
    }

    @Nested
    class FewOutcomes {
        private static final YieldTable BELIEVES_60_PER_CENT =
                new YieldTable(
                        "y1",
                        LocalDate.of(2026, 1, 1),
                        SIGNED,
                        List.of(
                                new YieldTable.Entry(
                                        new YieldTable.Case(
                                                "R29",
                                                AssayMethod.WHOLE_GENOME,
                                                Optional.empty(),
                                                Set.of()),
                                        600,
                                        400,
                                        "belief")));

        /// Worked by hand: 40 requests of one kind, of which 20 had the test and 10 an answer, and
        /// 60 of another with 18 and 2. Each leans on 12.5 / 39 with the weight of two.
        @Test
        void aProposalIsTheWeightedSumOfItsStrata() {
            List<OutcomeCount> counts =
                    List.of(
                            count("a", AssayMethod.WHOLE_GENOME, Result.FOUND, 10),
                            count("a", AssayMethod.WHOLE_GENOME, Result.NOT_FOUND, 10),
                            count("a", AssayMethod.PANEL, Result.FOUND, 20),
                            count("b", AssayMethod.WHOLE_GENOME, Result.FOUND, 2),
                            count("b", AssayMethod.WHOLE_GENOME, Result.NOT_FOUND, 16),
                            count("b", AssayMethod.WHOLE_GENOME, Result.PENDING, 3),
                            count("b", AssayMethod.PANEL, Result.NOT_FOUND, 39));
            YieldProposal.Row row = genome(YieldProposal.ofCounts(counts, EMPTY, 30, "x"));
            assertEquals(0.272703962703963, row.proposed().mean(), 1e-12);
            assertEquals(14.33721138917, row.proposed().alpha(), 1e-9);
            assertEquals(38.2370572317, row.proposed().beta(), 1e-9);
            assertEquals(100, row.requests());
            assertEquals(38, row.tested());
            assertEquals(12, row.found());
            assertEquals(3, row.pending());
        }

        /// Sixty subgroups with about three tests each: were each to lean on the present yield by
        /// itself, the proposal would repeat a wrong one, and say that it is sure.
        @Test
        void manySmallStrataDoNotRepeatWhatIsBelieved() {
            int held = 0;
            for (int seed = 0; seed < 200; seed++) {
                RandomGenerator random = Cases.random(1_000 + seed);
                List<OutcomeCount> counts = new ArrayList<>();
                for (int i = 0; i < 600; i++) {
                    boolean genome = random.nextDouble() < 0.3;
                    counts.add(
                            count(
                                    "s" + i % 60,
                                    genome ? AssayMethod.WHOLE_GENOME : AssayMethod.PANEL,
                                    random.nextDouble() < 0.2 ? Result.FOUND : Result.NOT_FOUND,
                                    1));
                }
                YieldProposal.Row row =
                        genome(YieldProposal.ofCounts(counts, BELIEVES_60_PER_CENT, 30, "x"));
                assertTrue(row.pooledShare() > 0.8, "pooled " + row.pooledShare());
                double n = row.proposed().alpha() + row.proposed().beta();
                double mean = row.proposed().mean();
                held +=
                        Math.abs(mean - 0.2) <= 1.96 * Math.sqrt(mean * (1 - mean) / (n + 1))
                                ? 1
                                : 0;
            }
            // Binomial(200, 0.95) is below 178 less than once in ten thousand.
            assertTrue(held >= 178, "held " + held + " of 200");
        }

        /// A quarter of the requests could not be looked at: what is proposed for them is the
        /// present yield, as unsure as two outcomes, and the whole is the less sure for it.
        @Test
        void whatNobodyHasSeenMakesTheProposalLessSure() {
            List<OutcomeCount> seen =
                    List.of(
                            count("a", AssayMethod.WHOLE_GENOME, Result.FOUND, 90),
                            count("a", AssayMethod.WHOLE_GENOME, Result.NOT_FOUND, 60));
            List<OutcomeCount> more = new ArrayList<>(seen);
            more.add(count("b", AssayMethod.PANEL, Result.NOT_FOUND, 50));
            YieldTable.Entry sure =
                    genome(YieldProposal.ofCounts(seen, BELIEVES_60_PER_CENT, 30, "x")).proposed();
            YieldTable.Entry less =
                    genome(YieldProposal.ofCounts(more, BELIEVES_60_PER_CENT, 30, "x")).proposed();
            assertEquals(0.6, less.mean(), 1e-9);
            // 0.75² · 0.24 / 153 + 0.25² · 0.24 / 3 against 0.24 / 153
            double variance = 0.5625 * 0.24 / 153 + 0.0625 * 0.24 / 3;
            assertEquals(0.24 / variance - 1, less.alpha() + less.beta(), 1e-6);
            assertEquals(152, sure.alpha() + sure.beta(), 1e-6);
        }

        /// A trio is routed with the yield of any family where the table has none of trios, so that
        /// is what it is compared with and leans on.
        @Test
        void aKindWithoutAYieldOfItsOwnLeansOnTheOneItIsRoutedWith() {
            YieldProposal proposal =
                    YieldProposal.ofCounts(
                            List.of(
                                    count("a", AssayMethod.WHOLE_GENOME, Result.FOUND, 10),
                                    count("a", AssayMethod.WHOLE_GENOME, Result.NOT_FOUND, 38)),
                            BELIEVES_60_PER_CENT,
                            30,
                            "x");
            assertEquals(2, proposal.rows().size());
            for (YieldProposal.Row row : proposal.rows()) {
                assertEquals(0.6, row.present().orElseThrow().mean(), 1e-12);
                // (10 + 2 · 0.6) / (48 + 2)
                assertEquals(11.2 / 50, row.proposed().mean(), 1e-12);
            }
        }

        @Test
        void whatRestsOnTooFewIsWithheldAndNamed() {
            YieldProposal proposal =
                    YieldProposal.ofCounts(
                            List.of(
                                    count("a", AssayMethod.EXOME, Result.FOUND, 29),
                                    count("a", AssayMethod.WHOLE_GENOME, Result.FOUND, 30)),
                            EMPTY,
                            30,
                            "x");
            assertEquals(
                    Set.of(AssayMethod.WHOLE_GENOME),
                    proposal.rows().stream()
                            .map(r -> r.proposed().about().method())
                            .collect(Collectors.toSet()));
            assertEquals(
                    Set.of(AssayMethod.EXOME),
                    proposal.withheld().stream()
                            .map(YieldTable.Case::method)
                            .collect(Collectors.toSet()));
        }

        private static OutcomeCount count(
                String subgroup, AssayMethod method, Result result, int requests) {
            return new OutcomeCount(
                    new Outcome("R29", subgroup, FamilyStructure.TRIO, Set.of(), method, result),
                    requests);
        }
    }

    @Test
    void theOrderOfOutcomesHasNoEffect() {
        List<Outcome> outcomes = selected(Cases.random(3), 500);
        YieldProposal first = YieldProposal.of(outcomes, EMPTY, 10, "x");
        Collections.shuffle(outcomes, new Random(5));
        assertEquals(first, YieldProposal.of(outcomes, EMPTY, 10, "x"));
    }

    @Test
    void onlyReportedTestsCountAsTests() {
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            outcomes.add(
                    new Outcome(
                            "R29",
                            "",
                            FamilyStructure.DUO,
                            Set.of(),
                            AssayMethod.WHOLE_GENOME,
                            i < 20 ? Result.FOUND : Result.PENDING));
        }
        assertEquals(20, genome(YieldProposal.of(outcomes, EMPTY, 10, "x")).tested());
        assertTrue(YieldProposal.of(outcomes, EMPTY, 21, "x").rows().isEmpty());
    }

    @Nested
    class Approved {
        @Test
        void aProposalTakesEffectOnlyAsASignedDatedVersion() {
            YieldTable present =
                    new YieldTable(
                            "y1",
                            LocalDate.of(2026, 1, 1),
                            SIGNED,
                            List.of(
                                    new YieldTable.Entry(
                                            new YieldTable.Case(
                                                    "R29",
                                                    AssayMethod.WHOLE_GENOME,
                                                    Optional.empty(),
                                                    Set.of()),
                                            41,
                                            59,
                                            "literature")));
            YieldProposal proposal =
                    YieldProposal.of(selected(Cases.random(1), 5_000), present, 30, "own 2026");
            Approval by = new Approval("B. Lead", "clinical lead", LocalDate.of(2026, 6, 1));
            YieldTable next = proposal.approve(present, "y2", LocalDate.of(2026, 7, 1), by);
            List<YieldTable> versions = List.of(present, next);
            assertEquals("y1", Version.inEffect(versions, LocalDate.of(2026, 6, 30)).version());
            assertEquals("y2", Version.inEffect(versions, LocalDate.of(2026, 7, 1)).version());
            assertThrows(
                    IllegalArgumentException.class,
                    () -> proposal.approve(present, "y1", LocalDate.of(2026, 7, 1), by));
        }
    }

    @Nested
    class Drafts {
        private static final YieldProposal PROPOSAL =
                YieldProposal.of(selected(Cases.random(2), 5_000), EMPTY, 30, "own 2026");

        @Test
        void aDraftIsRefusedUntilItIsSigned() {
            String draft = PROPOSAL.draft(EMPTY);
            assertThrows(
                    IllegalArgumentException.class, () -> YieldTable.FILE.parse(draft, "draft"));
            String named = draft.replace("\"version\" : \"\"", "\"version\" : \"y2\"");
            String dated =
                    named.replace("\"effectiveFrom\" : \"\"", "\"effectiveFrom\" : \"2026-07-01\"");
            assertThrows(
                    IllegalArgumentException.class, () -> YieldTable.FILE.parse(dated, "draft"));
            String signed =
                    dated.replace("\"name\" : \"\"", "\"name\" : \"B. Lead\"")
                            .replace("\"role\" : \"\"", "\"role\" : \"clinical lead\"")
                            .replace("\"on\" : \"\"", "\"on\" : \"2026-06-01\"");
            assertEquals(
                    PROPOSAL.approve(
                            EMPTY,
                            "y2",
                            LocalDate.of(2026, 7, 1),
                            new Approval("B. Lead", "clinical lead", LocalDate.of(2026, 6, 1))),
                    YieldTable.FILE.parse(signed, "draft"));
        }

        @Test
        void entriesOfOtherCasesStay() {
            YieldTable present =
                    new YieldTable(
                            "y1",
                            LocalDate.of(2026, 1, 1),
                            SIGNED,
                            List.of(
                                    new YieldTable.Entry(
                                            new YieldTable.Case(
                                                    "cancer",
                                                    AssayMethod.PANEL,
                                                    Optional.empty(),
                                                    Set.of()),
                                            3,
                                            7,
                                            "literature")));
            assertTrue(PROPOSAL.draft(present).contains("literature"));
        }
    }

    @Nested
    class Effects {
        /// The laboratory of the small service, where an exome finds 0.30 and a genome 0.50.
        private static DecisionRecord decided() {
            return new Router(List.of(SmallService.policy()), List.of(SmallService.yields()))
                    .decide(SmallService.request(), SmallService.state(0));
        }

        @Test
        void theTableInEffectChangesNothing() {
            assertEquals(
                    new YieldEffect(1, 0, 0, 0),
                    YieldEffect.of(List.of(decided()), SmallService.yields()));
        }

        @Test
        void aGenomeThatAddsNothingIsNoLongerChosen() {
            assertEquals(SmallService.GENOME, decided().decision().route());
            YieldTable less =
                    new YieldTable(
                            "y2",
                            SmallService.TODAY,
                            SIGNED,
                            List.of(
                                    SmallService.entry(AssayMethod.WHOLE_GENOME, 30, Set.of()),
                                    SmallService.entry(AssayMethod.EXOME, 30, Set.of())));
            assertEquals(new YieldEffect(1, 1, 0, 1), YieldEffect.of(List.of(decided()), less));
        }
    }

    @Nested
    class Tables {
        private static final String HEAD =
                "indication_group,subgroup,family,negative_before,method,result";

        private static List<OutcomeCount> parse(String text) {
            try {
                return OutcomeCount.parse(
                        CsvTable.parse(
                                text,
                                new CsvTable.Form(',', CsvTable.StrayQuotes.REFUSED, 10_000, 50)));
            } catch (CsvProblem e) {
                throw new AssertionError(e);
            }
        }

        @Test
        void otherColumnsHaveNoEffectWhateverTheySay() {
            List<Outcome> outcomes = selected(Cases.random(11), 400);
            RandomGenerator random = Cases.random(12);
            StringBuilder plain = new StringBuilder(HEAD + "\n");
            StringBuilder more = new StringBuilder("ethnicity," + HEAD + ",research,income\n");
            for (Outcome o : outcomes) {
                String row =
                        "%s,%s,%s,,%s,%s"
                                .formatted(
                                        o.indicationGroup(),
                                        o.subgroup(),
                                        o.family(),
                                        o.method(),
                                        o.result());
                plain.append(row).append('\n');
                // As unjust as can be: the column says the result.
                more.append(o.result() == Result.FOUND ? "A" : "B")
                        .append(',')
                        .append(row)
                        .append(random.nextBoolean() ? ",yes," : ",no,")
                        .append(random.nextInt(100_000))
                        .append('\n');
            }
            assertEquals(
                    outcomes, parse(plain.toString()).stream().map(OutcomeCount::outcome).toList());
            assertEquals(
                    YieldProposal.ofCounts(parse(plain.toString()), EMPTY, 10, "x"),
                    YieldProposal.ofCounts(parse(more.toString()), EMPTY, 10, "x"));
        }

        @Test
        void countsAreReadAsTheyAreWritten() {
            List<OutcomeCount> counts =
                    List.of(
                            new OutcomeCount(
                                    new Outcome(
                                            "rare-disease",
                                            "R29 urgent",
                                            FamilyStructure.DUO,
                                            Set.of(AssayMethod.EXOME, AssayMethod.MICROARRAY),
                                            AssayMethod.WHOLE_GENOME,
                                            Result.NOT_FOUND),
                                    12),
                            new OutcomeCount(
                                    new Outcome(
                                            "cancer",
                                            "",
                                            FamilyStructure.OTHER,
                                            Set.of(),
                                            AssayMethod.SINGLE_GENE,
                                            Result.PENDING),
                                    1));
            assertEquals(counts, parse(OutcomeCount.text(counts)));
        }

        @ParameterizedTest
        @ValueSource(strings = {"0", "-1", "1.5", "many", ""})
        void aCountThatIsNoneIsNamed(String count) {
            IllegalArgumentException e =
                    assertThrows(
                            IllegalArgumentException.class,
                            () ->
                                    parse(
                                            HEAD
                                                    + ",requests\nR29,,trio,exome,panel,found,"
                                                    + count
                                                    + "\n"));
            assertTrue(String.valueOf(e.getMessage()).contains("OGMS-5652 Row 2"));
        }

        @Test
        void namesTheRowAndTheColumnThatIsWrong() {
            IllegalArgumentException e =
                    assertThrows(
                            IllegalArgumentException.class,
                            () -> parse(HEAD + "\nR29,,trio,exome,whole-genome,maybe\n"));
            assertTrue(String.valueOf(e.getMessage()).contains("Row 2"));
            assertTrue(String.valueOf(e.getMessage()).contains("result"));
            assertThrows(IllegalArgumentException.class, () -> parse("subgroup,family\n"));
            assertThrows(IllegalArgumentException.class, () -> parse(""));
        }
    }
}
