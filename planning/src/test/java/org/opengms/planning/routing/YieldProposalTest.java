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
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
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
    class Tables {
        private static final String HEAD =
                "indication_group,subgroup,family,negative_before,method,result";

        private static List<Outcome> parse(String text) {
            try {
                return Outcome.parse(
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
            assertEquals(outcomes, parse(plain.toString()));
            assertEquals(
                    YieldProposal.of(parse(plain.toString()), EMPTY, 10, "x"),
                    YieldProposal.of(parse(more.toString()), EMPTY, 10, "x"));
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
