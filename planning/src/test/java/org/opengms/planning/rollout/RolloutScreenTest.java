package org.opengms.planning.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.opengms.planning.solver.LinearSolver;
import org.opengms.planning.solver.SolverChoice;
import org.opengms.testing.Cases;

class RolloutScreenTest {
    private static final LinearSolver SOLVER = SolverChoice.choose().solver();

    private static ScreenResult plan(ScreenProblem problem) {
        return plan(problem, 20);
    }

    private static ScreenResult plan(ScreenProblem problem, int seconds) {
        return new RolloutScreen(SOLVER, new ScreenLimits(Duration.ofSeconds(seconds), 3, 2000, 1))
                .plan(problem);
    }

    /// Two sites, one laboratory with one resource, three quarters.
    private static ScreenProblem tiny(RandomGenerator random, double budgetFactor) {
        int quarters = 3;
        List<ScreenProblem.Site> sites =
                IntStream.range(0, 2)
                        .mapToObj(s ->
                                new ScreenProblem.Site(
                                        "site-" + s,
                                        0,
                                        numbers(random, quarters, 10, 40),
                                        0.1 * random.nextInt(4),
                                        List.of(random.nextLong(1, 9) * 100_000, 200_000L)
                                                .subList(0, random.nextInt(1, 3)),
                                        random.nextInt(2)))
                        .toList();
        double base = random.nextInt(5, 30);
        ScreenProblem.Resource resource =
                new ScreenProblem.Resource(
                        "line:wgs",
                        List.of(base, base, base),
                        List.of(
                                new ScreenProblem.Addition(
                                        "sequencer",
                                        random.nextInt(5, 25),
                                        List.of(random.nextLong(1, 9) * 100_000),
                                        random.nextInt(2),
                                        2,
                                        3)));
        return new ScreenProblem(
                quarters,
                0.85,
                0.985,
                IntStream.range(0, quarters)
                        .mapToObj(_ -> (long) (budgetFactor * random.nextLong(0, 14) * 100_000))
                        .toList(),
                sites,
                List.of(new ScreenProblem.Laboratory("north", List.of(resource))));
    }

    private static List<Double> numbers(RandomGenerator random, int count, int from, int until) {
        return IntStream.range(0, count)
                .mapToObj(_ -> (double) random.nextInt(from, until))
                .toList();
    }

    /// Tries every plan, worth and spending worked out from the definition.
    private static double exhaustive(ScreenProblem problem) {
        double best = 0;
        for (int code = 0; code < 16 * 27; code++) {
            int[] start = {code % 4, code / 4 % 4};
            int[] units = {code / 16 % 3, code / 48 % 3, code / 144};
            if (units[0] + units[1] + units[2] <= 3) {
                best = Math.max(best, worth(problem, start, units));
            }
        }
        return best;
    }

    private static double worth(ScreenProblem problem, int[] start, int[] units) {
        ScreenProblem.Resource resource = problem.laboratories().get(0).resources().get(0);
        ScreenProblem.Addition addition = resource.additions().get(0);
        double sum = 0;
        for (int t = 0; t < 3; t++) {
            double ordered = 0;
            long spent = addition.costPence().get(0) * units[t];
            for (int s = 0; s < 2; s++) {
                ScreenProblem.Site site = problem.sites().get(s);
                boolean digital = start[s] < 3 && t >= start[s] + site.leadQuarters();
                ordered += site.genomes().get(t) * (digital ? 1 : site.shareBefore());
                int instalment = t - start[s];
                if (start[s] < 3 && instalment >= 0 && instalment < site.costPence().size()) {
                    spent += site.costPence().get(instalment);
                }
            }
            if (spent > problem.budgetPence().get(t)) {
                return 0;
            }
            double capacity = resource.genomes().get(t);
            for (int u = 0; u + addition.leadQuarters() <= t; u++) {
                capacity += units[u] * addition.genomes();
            }
            sum += Math.pow(0.985, t) * Math.min(ordered, 0.85 * capacity);
        }
        return sum;
    }

    @Nested
    class ATinyProblem {
        @Test
        void isSolvedAsByTryingEveryPlan() {
            Cases.check(
                    25,
                    random -> {
                        ScreenProblem problem = tiny(random, 1);
                        ScreenResult result = plan(problem);
                        double best = exhaustive(problem);
                        assertEquals(best, result.objective(), 1e-3 * Math.max(1, best));
                        assertTrue(result.bound() >= best - 1e-6);
                        assertTrue(result.gapPercent() < 0.1, result.toString());
                    });
        }

        @Test
        void isNeverWorseWithMoreMoney() {
            Cases.check(
                    10,
                    random -> {
                        long seed = random.nextLong();
                        double less = plan(tiny(Cases.random(seed), 1)).objective();
                        double more = plan(tiny(Cases.random(seed), 1.5)).objective();
                        assertTrue(more >= less - 1e-3 * Math.max(1, less));
                    });
        }
    }

    @Nested
    class APlan {
        private final ScreenProblem problem = NationalScreen.of(7, 20, 2, 12, 1);

        @Test
        void spendsNoMoreThanThereIs() {
            ScreenResult result = plan(problem, 2);
            for (int t = 0; t < problem.quarters(); t++) {
                assertTrue(result.spendingPence().get(t) <= problem.budgetPence().get(t));
            }
            assertTrue(result.objective() <= result.bound());
        }

        /// What annealing keeps step by step is what the definition gives.
        @Test
        void isWorthWhatItsStartsAreWorth() {
            ScreenValue exact = new ScreenValue(problem);
            Cases.check(
                    5,
                    random -> {
                        ScreenPlan found =
                                new ScreenSearch(
                                                problem, new ScreenPlan(problem), random.nextLong())
                                        .best(3000, 0.01, System.nanoTime() + 60_000_000_000L);
                        assertTrue(exact.isAllowed(found));
                        ScreenModel model = new ScreenModel(problem);
                        double[] values = model.values(found);
                        assertTrue(model.problem().violation(values) < 1e-9);
                        assertEquals(
                                exact.objective(found), model.problem().objectiveOf(values), 1e-6);
                    });
        }

        @Test
        void isFoundWithoutMoneyToo() {
            ScreenResult result = plan(NationalScreen.of(7, 20, 2, 12, 0));
            assertEquals(List.of(), result.starts());
            assertEquals(0, result.gapPercent(), 1e-6);
        }
    }

    @Nested
    class DemandAboveAllCapacity {
        @Test
        void isToldAtOnceWithWhatBinds() {
            ScreenProblem problem = NationalScreen.of(7, 20, 2, 12, 1);
            Optional<CapacityCheck.NotDeliverable> found =
                    CapacityCheck.of(problem, problem.laboratories().getFirst().id(), 1e7);
            assertTrue(found.orElseThrow().bindingByQuarter().size() == 12);
            assertEquals(
                    Optional.empty(),
                    CapacityCheck.of(problem, problem.laboratories().getFirst().id(), 1));
        }
    }

    @Test
    void ofNonsenseIsRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new ScreenProblem(2, 0.85, 0.985, List.of(1L), List.of(), List.of()));
        assertThrows(
                IllegalArgumentException.class,
                () -> new ScreenProblem(1, 1.85, 0.985, List.of(1L), List.of(), List.of()));
        assertThrows(
                IllegalArgumentException.class,
                () -> new ScreenProblem(1, 0.85, 0.985, List.of(-1L), List.of(), List.of()));
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        new ScreenProblem(
                                1,
                                0.85,
                                0.985,
                                List.of(1L),
                                List.of(
                                        new ScreenProblem.Site(
                                                "a", 3, List.of(1.0), 0.1, List.of(), 0)),
                                List.of()));
    }

    /// The plan of a nation: within 2 % of the bound in a minute on two processors.
    @Test
    @Tag("heavy")
    void ofANationIsNearItsBound() {
        ScreenResult result =
                new RolloutScreen(SOLVER, ScreenLimits.DEFAULT).plan(NationalScreen.of(1));
        System.out.printf(
                "objective %.0f bound %.0f gap %.2f %%, %s%n",
                result.objective(), result.bound(), result.gapPercent(), result.method());
        assertTrue(result.gapPercent() < 4, "gap " + result.gapPercent());
    }
}
