package org.opengms.planning.workforce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.opengms.planning.workforce.SmallPlan.exactly;
import static org.opengms.planning.workforce.SmallPlan.post;
import static org.opengms.planning.workforce.SmallPlan.programme;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.opengms.planning.network.ServiceScenario;

class WorkforceForecastTest {
    private static final ServiceScenario REGION = ServiceScenario.named("regional-example");

    private static WorkforcePlan plan(
            List<WorkforcePlan.Course> courses, WorkforcePlan.Holding... holdings) {
        return SmallPlan.plan(
                8,
                List.of(post("north", "scientist", 10, 0, 4, 1)),
                List.of(),
                List.of(),
                courses,
                List.of(holdings));
    }

    private static WorkforcePlan.Course course(
            String id, List<String> startersOf, List<String> requires) {
        return new WorkforcePlan.Course(
                id, id, id + "-held", 10_000, 4, startersOf, List.of("single-gene"), requires);
    }

    private static WorkforcePlan.Holding holding(
            String site, String course, int holders, double turnover, WorkforcePlan.Expiry... e) {
        return new WorkforcePlan.Holding(
                site, course + "-held", holders, exactly(turnover), List.of(e));
    }

    @Nested
    class Coverage {
        /// Holders leave alone, each with probability 1 − 0.7^t until t: binomial.
        @Test
        void leavesAsManyAsChanceDoes() {
            WorkforceForecast forecast =
                    WorkforceForecast.of(
                            plan(
                                    List.of(course("a", List.of(), List.of())),
                                    holding("site-1", "a", 2, 0.3)),
                            REGION,
                            0,
                            7,
                            20_000);
            for (WorkforceForecast.CoverageQuarter q : forecast.coverage().getFirst().quarters()) {
                double stays = Math.pow(0.7, q.quarter() * 91 / 365.25);
                // Four standard errors of a share of 20,000 are at most 0.0142.
                assertEquals((1 - stays) * (1 - stays), q.noneShare(), 0.0142);
                assertEquals(2 * stays * (1 - stays), q.oneShare(), 0.0142);
                assertEquals(2 * stays, q.holders().mean(), 0.0284);
            }
        }

        @Test
        void endsWhereNobodyRenews() {
            WorkforceForecast forecast =
                    WorkforceForecast.of(
                            plan(
                                    List.of(course("a", List.of(), List.of())),
                                    holding(
                                            "site-1",
                                            "a",
                                            5,
                                            0,
                                            new WorkforcePlan.Expiry(
                                                    SmallPlan.START.plusDays(2 * 91), 3))),
                            REGION,
                            0,
                            1,
                            3);
            List<WorkforceForecast.CoverageQuarter> quarters =
                    forecast.coverage().getFirst().quarters();
            assertEquals(5, quarters.get(1).holdersNotRenewed().mean());
            assertEquals(2, quarters.get(2).holdersNotRenewed().mean());
            assertEquals(5, quarters.get(2).holders().mean());
        }
    }

    @Nested
    class PlacesOnCourses {
        /// Four hires a year; three who lapse in the third quarter and, after four quarters, again;
        /// a course that another requires has its starters as well.
        @Test
        void areStartersAndRenewals() {
            WorkforceForecast forecast =
                    WorkforceForecast.of(
                            plan(
                                    List.of(
                                            course("basic", List.of(), List.of()),
                                            course("a", List.of("scientist"), List.of("basic"))),
                                    holding(
                                            "north",
                                            "a",
                                            5,
                                            0,
                                            new WorkforcePlan.Expiry(
                                                    SmallPlan.START.plusDays(2 * 91), 3))),
                            REGION,
                            0,
                            1,
                            3);
            List<WorkforceForecast.CourseQuarter> basic = forecast.courses().getFirst().quarters();
            List<WorkforceForecast.CourseQuarter> a = forecast.courses().getLast().quarters();
            for (int q = 0; q < 8; q++) {
                assertEquals(4 * 91 / 365.25, a.get(q).starters(), 1e-9);
                assertEquals(q == 2 || q == 6 ? 3 : 0, a.get(q).renewals());
                assertEquals(0, a.get(q).replacements());
                assertEquals(
                        a.get(q).starters() + a.get(q).growth(), basic.get(q).starters(), 1e-9);
            }
            long pence = forecast.costs().get(2).coursePence();
            assertEquals(
                    10_000 * (a.get(2).all().mean() + basic.get(2).all().mean()),
                    (double) pence,
                    1);
        }

        /// Whoever leaves an ordering site is replaced; with half gone in a year, of ten it is 5.
        @Test
        void areReplacementsAtOrderingSites() {
            WorkforceForecast forecast =
                    WorkforceForecast.of(
                            plan(
                                    List.of(course("a", List.of(), List.of())),
                                    holding("site-1", "a", 1000, 0.5)),
                            REGION,
                            0,
                            1,
                            20);
            double sum = 0;
            for (int q = 0; q < 4; q++) {
                sum += forecast.courses().getFirst().quarters().get(q).replacements();
            }
            double share = 1 - Math.pow(0.5, 4 * 91 / 365.25);
            // Five standard errors of a share of 20,000.
            assertEquals(1000 * share, sum, 18);
        }
    }

    @Nested
    class Cost {
        /// £120,000 over twelve quarters for each of four, whoever pays; ten people at £70,000.
        @Test
        void isOfPlacesAndPay() {
            WorkforcePlan plan =
                    SmallPlan.plan(
                            16,
                            List.of(post("north", "scientist", 10)),
                            List.of(programme("north", 0, 0.01, 4)),
                            List.of(
                                    new WorkforcePlan.FundedPlaces(
                                            "north",
                                            "scientist",
                                            2,
                                            SmallPlan.START.minusDays(9),
                                            "S-1")),
                            List.of(),
                            List.of());
            WorkforceForecast.Cost first =
                    WorkforceForecast.of(plan, REGION, 16_000_000, 1, 2).costs().getFirst();
            assertEquals(4_000_000, first.budgetPence());
            assertEquals(2_000_000, first.fundedPence());
            assertEquals(0, first.underWayPence());
            assertEquals(Math.round(70_000_000.0 * 91 / 365.25), first.payPence());
        }
    }

    @Test
    void isTheSameForTheSameSeedAndAnotherForAnother() {
        WorkforcePlan plan = WorkforcePlan.named("regional-example");
        WorkforceForecast once = WorkforceForecast.of(plan, REGION, 100_000_000, 5, 20);
        assertEquals(once, WorkforceForecast.of(plan, REGION, 100_000_000, 5, 20));
        assertNotEquals(
                once.posts(), WorkforceForecast.of(plan, REGION, 100_000_000, 6, 20).posts());
    }

    @Test
    void needsAWorld() {
        WorkforcePlan plan = WorkforcePlan.named("regional-example");
        assertTrue(
                String.valueOf(
                                assertThrows(
                                                IllegalArgumentException.class,
                                                () -> WorkforceForecast.of(plan, REGION, 0, 1, 0))
                                        .getMessage())
                        .startsWith("OGMS-8853"));
    }
}
