package org.opengms.evaluation.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.evaluation.protocol.Protocol;
import org.opengms.evaluation.snapshot.Code.Ending;
import org.opengms.evaluation.snapshot.Code.Method;
import org.opengms.evaluation.snapshot.Code.Research;
import org.opengms.evaluation.snapshot.Code.Response;
import org.opengms.evaluation.snapshot.Code.Solved;
import org.opengms.evaluation.snapshot.Code.Utility;
import org.opengms.evaluation.snapshot.Code.YesNo;
import org.opengms.evaluation.snapshot.Missing;
import org.opengms.evaluation.snapshot.Order;
import org.opengms.evaluation.snapshot.OrderField;
import org.opengms.evaluation.snapshot.Reanalysis;
import org.opengms.evaluation.snapshot.SnapshotBuilder;
import org.opengms.evaluation.snapshot.SnapshotDescription;
import org.opengms.planning.statistics.Interval;

/// Numbers of small cohorts, counted by hand.
class ExactFindingsTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 1);
    private static final double CLOSE = 1e-9;

    private final SnapshotBuilder builder =
            new SnapshotBuilder(
                    new SnapshotDescription(
                            "by-hand", "By hand", LocalDate.of(2026, 1, 1), DAY, "Made", "Made"));
    private int number;

    private Order order(Ending ending) {
        return new Order("o" + ++number)
                .with(OrderField.INDICATION, "R27")
                .with(OrderField.METHOD, Method.WGS)
                .with(OrderField.ORDERED, LocalDate.of(2026, 2, 1))
                .with(OrderField.ENDING, ending);
    }

    private void add(int times, Solved solved) {
        for (int i = 0; i < times; i++) {
            builder.add(order(Ending.REPORTED).with(OrderField.SOLVED, solved));
        }
    }

    private ExactFinding find(String estimand) {
        return find(estimand, Stratum.ALL);
    }

    private ExactFinding find(String estimand, Stratum stratum) {
        return ExactFindings.of(Protocol.standard(), builder.build())
                .find(estimand, stratum)
                .orElseThrow();
    }

    private static double estimate(ExactFinding finding) {
        return assertInstanceOf(Result.Identified.class, finding.result()).interval().estimate();
    }

    private static Optional<String> assumption(ExactFinding finding) {
        return assertInstanceOf(Result.Identified.class, finding.result()).assumption();
    }

    @Nested
    class Yield {
        @Test
        void isOfReportedOrdersAndNeedsNoAssumptionWhereAllOutcomesAreKnown() {
            add(12, Solved.YES);
            add(9, Solved.NO);
            add(3, Solved.PARTIALLY);
            builder.add(order(Ending.DIED));
            ExactFinding finding = find("yield");
            assertEquals(24, finding.people());
            assertEquals(0.5, estimate(finding), CLOSE);
            assertEquals(Optional.empty(), assumption(finding));
            assertEquals(Map.of(), finding.missing());
        }

        @Test
        void isNotIdentifiedWhereOutcomesAreMissing() {
            add(12, Solved.YES);
            add(12, Solved.NO);
            add(3, Solved.UNKNOWN);
            for (int i = 0; i < 3; i++) {
                builder.add(order(Ending.REPORTED).without(OrderField.SOLVED, Missing.NOT_LINKED));
            }
            ExactFinding finding = find("yield");
            Result.NotIdentified result =
                    assertInstanceOf(Result.NotIdentified.class, finding.result());
            assertEquals(12.0 / 30, result.set().lower(), CLOSE);
            assertEquals(18.0 / 30, result.set().upper(), CLOSE);
            assertTrue(result.limits().lower() < 0.4 && result.limits().upper() > 0.6);
            assertEquals(
                    Map.of("caseSolved unknown", 3L, "caseSolved ?not-linked", 3L),
                    finding.missing());
            assertEquals(0.5, estimate(find("yield-complete")), CLOSE);
            assertEquals(
                    Optional.of("outcomes are missing completely at random"),
                    assumption(find("yield-complete")));
        }

        @Test
        void isIdentifiedByARandomFollowUp() {
            // 40 answered, 20 solved; 60 did not; 20 of those drawn, 5 solved:
            // (20 + 60 × 5 / 20) / 100.
            for (int i = 0; i < 40; i++) {
                builder.add(
                        order(Ending.REPORTED)
                                .with(OrderField.SOLVED, i < 20 ? Solved.YES : Solved.NO)
                                .with(OrderField.RESPONSE, Response.ANSWERED));
            }
            for (int i = 0; i < 20; i++) {
                builder.add(
                        order(Ending.REPORTED)
                                .with(OrderField.SOLVED, i < 5 ? Solved.YES : Solved.NO)
                                .with(OrderField.FOLLOW_UP, YesNo.YES)
                                .with(OrderField.RESPONSE, Response.ANSWERED_ON_FOLLOW_UP));
            }
            for (int i = 0; i < 40; i++) {
                builder.add(
                        order(Ending.REPORTED)
                                .with(OrderField.FOLLOW_UP, YesNo.NO)
                                .with(OrderField.RESPONSE, Response.NO_ANSWER));
            }
            ExactFinding finding = find("yield");
            assertEquals(0.35, estimate(finding), CLOSE);
            assertEquals(Optional.empty(), assumption(finding));
        }

        @Test
        void isBetweenNarrowerBoundsWhereSomeOfTheFollowUpDidNotAnswer() {
            // 10 answered, 5 solved; 10 did not, all drawn, 4 answered, 1 solved: 6/20 to 12/20.
            for (int i = 0; i < 10; i++) {
                builder.add(
                        order(Ending.REPORTED)
                                .with(OrderField.SOLVED, i < 5 ? Solved.YES : Solved.NO)
                                .with(OrderField.RESPONSE, Response.ANSWERED));
            }
            for (int i = 0; i < 10; i++) {
                Order order = order(Ending.REPORTED).with(OrderField.FOLLOW_UP, YesNo.YES);
                builder.add(
                        i < 4
                                ? order.with(OrderField.SOLVED, i < 1 ? Solved.YES : Solved.NO)
                                        .with(OrderField.RESPONSE, Response.ANSWERED_ON_FOLLOW_UP)
                                : order.with(OrderField.RESPONSE, Response.NO_ANSWER));
            }
            Result.NotIdentified result =
                    assertInstanceOf(Result.NotIdentified.class, find("yield").result());
            assertEquals(6.0 / 20, result.set().lower(), CLOSE);
            assertEquals(12.0 / 20, result.set().upper(), CLOSE);
        }

        @Test
        void hasAStratumForThoseOfWhomTheCategoryIsMissing() {
            add(10, Solved.YES);
            builder.add(
                    order(Ending.REPORTED)
                            .with(OrderField.SOLVED, Solved.NO)
                            .without(OrderField.REGION, Missing.REFUSED));
            assertEquals(1, find("yield", new Stratum("region", "?refused")).people());
            assertEquals(10, find("yield", new Stratum("region", "?not-recorded")).people());
        }
    }

    @Nested
    class Standards {
        private void received(int daysAgo, Ending ending, int turnaround) {
            LocalDate received = DAY.minusDays(daysAgo);
            Order order =
                    order(ending).with(OrderField.RECEIVED, received).with(OrderField.STANDARD, 42);
            if (ending == Ending.OPEN) {
                order.without(OrderField.ENDED, Missing.NOT_APPLICABLE);
            } else {
                order.with(OrderField.ENDED, received.plusDays(turnaround));
            }
            builder.add(order);
        }

        @Test
        void areMetOnTheLastDayAndMissedByWhatIsStillOpen() {
            received(200, Ending.REPORTED, 42); // met
            received(200, Ending.REPORTED, 10); // met
            received(200, Ending.REPORTED, 43); // missed
            received(100, Ending.OPEN, 0); // missed
            received(200, Ending.CANCELLED, 60); // missed: it was due before
            received(200, Ending.CANCELLED, 20); // never due
            received(41, Ending.REPORTED, 5); // not due yet, as its slow neighbours
            ExactFinding finding = find("within-standard");
            assertEquals(5, finding.people());
            assertEquals(0.4, estimate(finding), CLOSE);
        }

        @Test
        void haveAMeanTurnaroundOfReportedOrders() {
            received(200, Ending.REPORTED, 40);
            received(200, Ending.REPORTED, 50);
            received(200, Ending.DIED, 3);
            assertEquals(45, estimate(find("mean-turnaround")), CLOSE);
        }
    }

    @Nested
    class Costs {
        private Order counted() {
            return order(Ending.REPORTED)
                    .with(OrderField.SOLVED, Solved.YES)
                    .with(OrderField.EXTRACTIONS, 1)
                    .with(OrderField.ASSAYS, 3)
                    .with(OrderField.ANALYSES, 3)
                    .with(OrderField.INTERPRETATION_MINUTES, 100)
                    .with(OrderField.MEETING_MINUTES, 60)
                    .with(OrderField.CONFIRMATIONS, 1);
        }

        @Test
        void comeFromTheAccountsOrFromCountedActivities() {
            // 2,500 + 3 × 80,000 + 3 × 6,000 + 100 × 70 + 60 × 110 + 12,000 = 286,100
            builder.add(counted());
            builder.add(counted().with(OrderField.COST_PENCE, 186_100));
            builder.add(counted().without(OrderField.MEETING_MINUTES, Missing.NOT_RECORDED));
            ExactFinding finding = find("cost-per-test");
            assertEquals(236_100, estimate(finding), CLOSE);
            assertEquals(Map.of("costPence ?not-recorded", 1L), finding.missing());
        }

        @Test
        void areNotComparedWhereThereIsOnlyOneKindOfTest() {
            for (int i = 0; i < 40; i++) {
                builder.add(counted());
            }
            Result.NotEstimable result =
                    assertInstanceOf(
                            Result.NotEstimable.class,
                            find("cost-per-additional-diagnosis").result());
            assertTrue(result.why().startsWith("Not comparable"), result.why());
        }

        @Test
        void ofAnAdditionalDiagnosisAreOfAlikeOrders() {
            // R27: whole genome 3,000 and 20 of 40 solved, panel 1,000 and 8 of 40:
            // 2,000 / 0.3. R98 has panels alone and counts for nothing.
            for (int i = 0; i < 40; i++) {
                builder.add(cost(Method.WGS, "R27", 300_000, i < 20));
                builder.add(cost(Method.PANEL, "R27", 100_000, i < 8));
                builder.add(cost(Method.PANEL, "R98", 900_000, i < 1));
            }
            ExactFinding finding = find("cost-per-additional-diagnosis");
            assertEquals(200_000 / 0.3, estimate(finding), 1e-3);
            assertTrue(assumption(finding).isPresent());
            // Costs that do not vary: Fieller's limits are those of 0.3, turned over.
            double half = 1.959964 * Math.sqrt((0.5 * 0.5 + 0.2 * 0.8) / 39);
            assertEquals(200_000 / (0.3 + half), limits(finding).lower(), 1);
            assertEquals(200_000 / (0.3 - half), limits(finding).upper(), 1);
        }

        /// By hand: 3,000 orders at 1,000 pounds, a third of them solved.
        @Test
        void ofADiagnosisOfManyOrdersHaveFiellersLimits() {
            for (int i = 0; i < 3000; i++) {
                builder.add(cost(Method.WGS, "R27", 100_000, i % 3 == 0));
            }
            ExactFinding finding = find("cost-per-diagnosis");
            assertEquals(300_000, estimate(finding), 1e-6);
            double half = 1.959964 * Math.sqrt(2.0 / 9 / 2999);
            assertEquals(100_000 / (1.0 / 3 + half), limits(finding).lower(), 0.1);
            assertEquals(100_000 / (1.0 / 3 - half), limits(finding).upper(), 0.1);
        }

        @ParameterizedTest
        @CsvSource({"8, 1, So few cases", "8, 0, No case"})
        void ofADiagnosisHaveNoLimitsWhereHardlyAnythingIsSolved(
                int orders, int solved, String why) {
            for (int i = 0; i < orders; i++) {
                builder.add(cost(Method.WGS, "R27", 100_000 + i, i < solved));
            }
            Result.NotEstimable result =
                    assertInstanceOf(
                            Result.NotEstimable.class, find("cost-per-diagnosis").result());
            assertTrue(result.why().startsWith(why), result.why());
        }

        /// Survival in days of the mice of Efron and Tibshirani (1993, table 2.1), as pounds. R's
        /// boot gives 90 % bootstrap-t limits of 35.87 and 116.46 of 200,000 replicates; at 95 %
        /// they are 31.8 and 126.6. Student's are 23.6 and 88.9.
        @Test
        void ofFewTestsHaveLimitsThatLeanToTheDearer() {
            for (int pounds : new int[] {52, 104, 146, 10, 51, 30, 40, 27, 46}) {
                builder.add(cost(Method.WGS, "R27", 100 * pounds, true));
            }
            Interval found = limits(find("cost-per-test"));
            assertEquals(3180, found.lower(), 200);
            assertEquals(12_660, found.upper(), 1200);
        }

        private static Interval limits(ExactFinding finding) {
            return assertInstanceOf(Result.Identified.class, finding.result()).interval();
        }

        private Order cost(Method method, String indication, int pence, boolean solved) {
            return order(Ending.REPORTED)
                    .with(OrderField.INDICATION, indication)
                    .with(OrderField.METHOD, method)
                    .with(OrderField.COST_PENCE, pence)
                    .with(OrderField.SOLVED, solved ? Solved.YES : Solved.NO);
        }
    }

    @Test
    void countsAReanalysisOfWhatHadNotBeenSolved() {
        add(5, Solved.NO);
        for (int i = 1; i <= 4; i++) {
            builder.add(
                    new Reanalysis(
                            "o" + i,
                            LocalDate.of(2026, 9, 1),
                            Solved.NO,
                            i == 1 ? Solved.YES : Solved.NO));
        }
        // A later look at another finds something; a solved case is not asked about.
        builder.add(new Reanalysis("o2", LocalDate.of(2026, 10, 1), Solved.NO, Solved.YES));
        builder.add(new Reanalysis("o5", LocalDate.of(2026, 10, 1), Solved.YES, Solved.YES));
        ExactFinding finding = find("reanalysis-gain");
        assertEquals(4, finding.people());
        assertEquals(0.5, estimate(finding), CLOSE);
    }

    @Test
    void countsAsUsefulWhatHasAnyUse() {
        builder.add(
                order(Ending.REPORTED)
                        .with(OrderField.UTILITY, Set.of(Utility.OTHER, Utility.UNKNOWN)));
        builder.add(order(Ending.REPORTED).with(OrderField.UTILITY, Set.of(Utility.NONE)));
        assertEquals(0.5, estimate(find("useful")), CLOSE);
    }

    @Test
    void sharesConsentAmongThoseAskedAndWithdrawalAmongThoseWhoAgreed() {
        for (int i = 0; i < 4; i++) {
            Order order = order(Ending.OPEN).with(OrderField.RESEARCH, Research.YES);
            builder.add(
                    i < 1
                            ? order.with(OrderField.RESEARCH_WITHDRAWN, LocalDate.of(2026, 5, 1))
                            : order.without(OrderField.RESEARCH_WITHDRAWN, Missing.NOT_APPLICABLE));
        }
        builder.add(order(Ending.OPEN).with(OrderField.RESEARCH, Research.NO));
        builder.add(order(Ending.OPEN).with(OrderField.RESEARCH, Research.NOT_ASKED));
        assertEquals(0.8, estimate(find("research-consent")), CLOSE);
        assertEquals(0.25, estimate(find("research-withdrawal")), CLOSE);
    }

    @Test
    void standardisesByIndication() {
        // Indication A: 50 of 100 get whole genomes, B: 10 of 100. Region X has 40 of A (20) and
        // 10 of B (1): expected 20 + 1. Region Y has the rest. Both regions have ratio 1.
        region("X", "A", 40, 20);
        region("X", "B", 10, 1);
        region("Y", "A", 60, 30);
        region("Y", "B", 90, 9);
        assertEquals(1, estimate(find("wgs-access-ratio", new Stratum("region", "X"))), CLOSE);
        assertEquals(1, estimate(find("wgs-access-ratio", new Stratum("region", "Y"))), CLOSE);
        assertEquals(0.42, estimate(find("wgs-access", new Stratum("region", "X"))), CLOSE);
    }

    /// Where nobody's ethnicity is recorded, those of whom it is not recorded are everybody, and a
    /// ratio of 1 would say that they fare as others do.
    @Test
    void doesNotCompareAGroupBesideWhichNobodyIs() {
        add(20, Solved.YES);
        add(20, Solved.NO);
        assertInstanceOf(
                Result.NotEstimable.class,
                find("yield-ratio", new Stratum("ethnicity", "?not-recorded")).result());
    }

    private void region(String region, String indication, int people, int genomes) {
        for (int i = 0; i < people; i++) {
            builder.add(
                    order(Ending.OPEN)
                            .with(OrderField.REGION, region)
                            .with(OrderField.INDICATION, indication)
                            .with(OrderField.WGS_ELIGIBLE, YesNo.YES)
                            .with(OrderField.METHOD, i < genomes ? Method.WGS : Method.PANEL));
        }
    }
}
