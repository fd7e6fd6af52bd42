package org.opengms.planning.workforce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.opengms.planning.workforce.SmallPlan.plan;
import static org.opengms.planning.workforce.SmallPlan.post;
import static org.opengms.planning.workforce.SmallPlan.programme;
import static org.opengms.planning.workforce.SmallPlan.upskilling;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opengms.planning.network.ServiceScenario;
import org.opengms.testing.Cases;

class BudgetAllocationTest {
    private static final ServiceScenario REGION = ServiceScenario.named("regional-example");

    private static BudgetAllocation.Places places(BudgetAllocation allocation, String pipeline) {
        return allocation.places().stream()
                .filter(p -> p.pipeline().equals(pipeline))
                .findFirst()
                .orElseThrow();
    }

    @Nested
    class ThePriceOfAPlace {
        /// £120,000 over three years is £40,000 a year for each trainee at once. Of ten scientists
        /// a tenth may teach, each trainee takes a tenth of one: ten at once.
        @ParameterizedTest
        @CsvSource({
            "0, 0",
            "39999, 0",
            "40000, 1",
            "79999, 1",
            "200000, 5",
            "400000, 10",
            "9000000, 10"
        })
        void buysWholeTraineesAtOnceUpToTheCeiling(long pounds, int atOnce) {
            WorkforcePlan plan =
                    plan(
                            20,
                            List.of(post("north", "scientist", 10, 0, 0, 0.1)),
                            List.of(programme("north", 0, 0.1, 50)));
            BudgetAllocation allocation = BudgetAllocation.of(plan, REGION, pounds * 100);
            BudgetAllocation.Places row = places(allocation, "programme-north");
            assertEquals(atOnce, row.atOnce());
            assertEquals(atOnce * 4_000_000L, allocation.spentPencePerYear());
        }
    }

    @Nested
    class Teachers {
        /// Of ten scientists a fifth may teach, each trainee takes a tenth of one: 20 at once.
        @ParameterizedTest
        @CsvSource({
            // share who may teach, new places a year, at once, why no more
            "0.2, 50, 20, SUPERVISION",
            "0.05, 50, 5, SUPERVISION",
            "0, 50, 0, SUPERVISION",
            "0.2, 2, 6, INTAKE",
        })
        void boundTheIntake(
                double share, int mostPerYear, int atOnce, BudgetAllocation.Bound bound) {
            WorkforcePlan plan =
                    plan(
                            20,
                            List.of(post("north", "scientist", 10, 0, 0, share)),
                            List.of(programme("north", 0, 0.1, mostPerYear)));
            BudgetAllocation.Places row =
                    places(BudgetAllocation.of(plan, REGION, 100_000_000_000L), "programme-north");
            assertEquals(atOnce, row.atOnce());
            assertEquals(bound, row.bound());
        }

        @Test
        void teachWhoIsFundedOtherwiseBeforeWhomTheBudgetPaysFor() {
            WorkforcePlan plan =
                    plan(
                            20,
                            List.of(post("north", "scientist", 10, 0, 0, 0.1)),
                            List.of(programme("north", 0, 0.1, 50)),
                            List.of(
                                    new WorkforcePlan.FundedPlaces(
                                            "north",
                                            "scientist",
                                            4,
                                            SmallPlan.START.plusDays(1),
                                            "S-7")),
                            List.of(),
                            List.of());
            BudgetAllocation.Places row =
                    places(BudgetAllocation.of(plan, REGION, 100_000_000_000L), "programme-north");
            assertEquals(6, row.ceiling());
            assertEquals(4, row.fundedBegun().get(1));
            assertEquals(4, row.fundedBegun().stream().mapToInt(Integer::intValue).sum());
        }
    }

    @Nested
    class TheOrder {
        /// North has 60 of 100 orders, so with as many people it is shorter of hours.
        @Test
        void putsTheShortestLaboratoryFirst() {
            WorkforcePlan plan =
                    plan(
                            20,
                            List.of(post("south", "scientist", 10), post("north", "scientist", 10)),
                            List.of(programme("south", 0, 0.1, 3), programme("north", 0, 0.1, 3)));
            BudgetAllocation allocation = BudgetAllocation.of(plan, REGION, 12_000_000);
            assertEquals("programme-north", allocation.places().getFirst().pipeline());
            assertEquals(3, allocation.places().getFirst().atOnce());
            assertEquals(0, allocation.places().getLast().atOnce());
            double north = allocation.places().getFirst().pressure().orElseThrow();
            double south = allocation.places().getLast().pressure().orElseThrow();
            assertEquals(1.5, north / south, 1e-9);
        }

        /// South's upskilling is cheaper than north's programme, though north is shorter.
        @Test
        void putsACheapPlaceBeforeAShorterLaboratory() {
            WorkforcePlan plan =
                    plan(
                            20,
                            List.of(
                                    post("south", "scientist", 10),
                                    post("south", "technologist", 10),
                                    post("north", "scientist", 10)),
                            List.of(programme("north", 0, 0.1, 3), upskilling("south", 2, 0, 3)));
            assertEquals(
                    List.of("upskilling-south", "programme-north"),
                    BudgetAllocation.of(plan, REGION, 0).places().stream()
                            .map(BudgetAllocation.Places::pipeline)
                            .toList());
        }

        /// Within a laboratory £40,000 for five years less a few months is cheaper than £120,000
        /// for two.
        @Test
        void putsTheCheapestWteYearFirst() {
            WorkforcePlan plan =
                    plan(
                            20,
                            List.of(
                                    post("north", "scientist", 10),
                                    post("north", "technologist", 10)),
                            List.of(programme("north", 0, 0.1, 3), upskilling("north", 2, 0, 3)));
            BudgetAllocation allocation = BudgetAllocation.of(plan, REGION, 0);
            assertEquals("upskilling-north", allocation.places().getFirst().pipeline());
            // 18 quarters at work less a tenth of a teacher for two.
            assertEquals(
                    4_000_000 / ((18 - 0.2) * 91 / 365.25),
                    allocation.places().getFirst().pencePerWteYear().orElseThrow(),
                    1e-6);
        }

        /// A hundred scientists for what asks for about fifteen.
        @Test
        void buysNothingWhereThereArePeopleEnough() {
            WorkforcePlan plan =
                    plan(
                            20,
                            List.of(post("north", "scientist", 100)),
                            List.of(programme("north", 0, 0.1, 3)));
            BudgetAllocation.Places row =
                    BudgetAllocation.of(plan, REGION, 100_000_000_000L).places().getFirst();
            assertEquals(BudgetAllocation.Bound.ENOUGH, row.bound());
            assertEquals(0, row.begunInAll());
        }

        @Test
        void buysNothingThatEndsAfterThePlan() {
            WorkforcePlan plan =
                    plan(
                            12,
                            List.of(post("north", "scientist", 10)),
                            List.of(programme("north", 0, 0.1, 3)));
            BudgetAllocation allocation = BudgetAllocation.of(plan, REGION, 100_000_000_000L);
            assertEquals(BudgetAllocation.Bound.TOO_LATE, allocation.places().getFirst().bound());
            assertEquals(0, allocation.places().getFirst().begunInAll());
        }
    }

    @Test
    void nothingBuysNothing() {
        WorkforcePlan plan = WorkforcePlan.named("regional-example");
        BudgetAllocation allocation = BudgetAllocation.of(plan, REGION, 0);
        assertEquals(0, allocation.spentPencePerYear());
        assertEquals(0, Arrays.stream(allocation.starts(plan)).flatMapToInt(Arrays::stream).sum());
    }

    /// Whole-time equivalent years up to each quarter, in the roles that are trained for: the mean
    /// over worlds never falls when the budget rises. Starters by quarter, summed up, neither.
    @Test
    void moreMoneyIsNeverFewerPeople() {
        WorkforcePlan plan = WorkforcePlan.named("regional-example");
        Cases.check(
                30,
                random -> {
                    long less = random.nextLong(150_000_000L);
                    long more = less + random.nextLong(100_000_000L);
                    int[][] few = BudgetAllocation.of(plan, REGION, less).starts(plan);
                    int[][] many = BudgetAllocation.of(plan, REGION, more).starts(plan);
                    for (int p = 0; p < few.length; p++) {
                        int sumFew = 0;
                        int sumMany = 0;
                        for (int q = 0; q < plan.quarters(); q++) {
                            sumFew += few[p][q];
                            sumMany += many[p][q];
                            assertTrue(sumFew <= sumMany, less + " and " + more + " pence");
                        }
                    }
                    double[] yearsFew = wteYears(plan, less);
                    double[] yearsMany = wteYears(plan, more);
                    for (int q = 0; q < yearsFew.length; q++) {
                        assertTrue(
                                yearsFew[q] <= yearsMany[q] + 1e-9,
                                less + " and " + more + " pence");
                    }
                });
    }

    private static double[] wteYears(WorkforcePlan plan, long pence) {
        WorkforceForecast forecast = WorkforceForecast.of(plan, REGION, pence, 4, 10);
        double[] sums = new double[plan.quarters()];
        for (WorkforceForecast.Post post : forecast.posts()) {
            if (post.role().endsWith("scientist")) {
                double sum = 0;
                for (int q = 0; q < sums.length; q++) {
                    sum += post.quarters().get(q).inPost().mean();
                    sums[q] += sum;
                }
            }
        }
        return sums;
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 10_000_000_000_001L})
    void refusesABudgetThatIsNone(long pence) {
        WorkforcePlan plan = WorkforcePlan.named("regional-example");
        IllegalArgumentException refused =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> BudgetAllocation.of(plan, REGION, pence));
        assertTrue(String.valueOf(refused.getMessage()).startsWith("OGMS-8853"));
    }
}
