package org.opengms.planning.solver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opengms.planning.solver.LinearProblem.Sense;
import org.opengms.planning.solver.Solution.Status;
import org.opengms.testing.Cases;

class LinearSolverTest {
    private static final SolverLimits LIMITS = SolverLimits.seconds(20);
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    static Stream<LinearSolver> solvers() {
        return Stream.of(OrToolsSolver.load(), new OjAlgoSolver());
    }

    @Nested
    class AProblemWithAKnownAnswer {
        static Stream<LinearSolver> solvers() {
            return LinearSolverTest.solvers();
        }

        /// The Wyndor Glass problem of Hillier and Lieberman: 36 at (2, 6), prices 0, 1.5 and 1.
        @ParameterizedTest
        @MethodSource("solvers")
        void isSolvedWithItsPrices(LinearSolver solver) {
            LinearProblem.Builder wyndor = new LinearProblem.Builder(Sense.MAXIMISE);
            int doors = wyndor.variable(0, INFINITY, 3);
            int windows = wyndor.variable(0, INFINITY, 5);
            wyndor.row(-INFINITY, 4);
            wyndor.term(doors, 1);
            wyndor.row(-INFINITY, 12);
            wyndor.term(windows, 2);
            wyndor.row(-INFINITY, 18);
            wyndor.term(doors, 3).term(windows, 2);
            Solution solution = solver.solve(wyndor.build(), LIMITS);
            assertEquals(Status.OPTIMAL, solution.status());
            assertEquals(36, solution.objective(), 1e-9);
            assertEquals(36, solution.bound(), 1e-9);
            assertEquals(2, solution.value(doors), 1e-9);
            assertEquals(6, solution.value(windows), 1e-9);
            assertEquals(0, solution.dual(0), 1e-9);
            assertEquals(1.5, solution.dual(1), 1e-9);
            assertEquals(1, solution.dual(2), 1e-9);
        }

        /// A diet: at least 8 of one nutrient and 7 of another, foods at 3 and 4; 1 and 2 of each.
        /// By hand: x + 2y ≥ 8, 2x + y ≥ 7 meet at (2, 3), cost 18, prices 5/3 and 2/3.
        @ParameterizedTest
        @MethodSource("solvers")
        void isMinimisedWithItsPrices(LinearSolver solver) {
            LinearProblem.Builder diet = new LinearProblem.Builder(Sense.MINIMISE);
            int x = diet.variable(0, INFINITY, 3);
            int y = diet.variable(0, INFINITY, 4);
            diet.row(8, INFINITY);
            diet.term(x, 1).term(y, 2);
            diet.row(7, INFINITY);
            diet.term(x, 2).term(y, 1);
            Solution solution = solver.solve(diet.build(), LIMITS);
            assertEquals(Status.OPTIMAL, solution.status());
            assertEquals(18, solution.objective(), 1e-9);
            assertEquals(5.0 / 3, solution.dual(0), 1e-9);
            assertEquals(2.0 / 3, solution.dual(1), 1e-9);
        }

        /// A knapsack of 10: weights 5, 4, 6, 3, values 10, 40, 30, 50; 90 by taking the 2nd and
        /// 4th.
        @ParameterizedTest
        @MethodSource("solvers")
        void isSolvedInWholeNumbers(LinearSolver solver) {
            LinearProblem.Builder knapsack = new LinearProblem.Builder(Sense.MAXIMISE);
            double[] values = {10, 40, 30, 50};
            double[] weights = {5, 4, 6, 3};
            for (double value : values) {
                knapsack.binary(value);
            }
            knapsack.row(-INFINITY, 10);
            for (int j = 0; j < weights.length; j++) {
                knapsack.term(j, weights[j]);
            }
            Solution solution = solver.solve(knapsack.build(), LIMITS);
            assertEquals(Status.OPTIMAL, solution.status());
            assertEquals(90, solution.objective(), 1e-9);
            assertEquals(0, solution.gapPercent(), 1e-6);
            assertFalse(solution.hasDuals());
            assertThrows(IllegalStateException.class, () -> solution.dual(0));
        }

        @ParameterizedTest
        @MethodSource("solvers")
        void isToldInfeasible(LinearSolver solver) {
            LinearProblem.Builder problem = new LinearProblem.Builder(Sense.MAXIMISE);
            int x = problem.variable(0, 1, 1);
            int y = problem.variable(0, 1, 1);
            problem.row(3, INFINITY);
            problem.term(x, 1).term(y, 1);
            assertEquals(Status.INFEASIBLE, solver.solve(problem.build(), LIMITS).status());
        }

        /// An unbounded variable beside rows that no values hold is still infeasible.
        @ParameterizedTest
        @MethodSource("solvers")
        void isToldInfeasibleBesideAnUnboundedVariable(LinearSolver solver) {
            LinearProblem.Builder problem = new LinearProblem.Builder(Sense.MAXIMISE);
            problem.variable(0, INFINITY, 3);
            int y = problem.variable(0, INFINITY, 2);
            int z = problem.variable(0, INFINITY, -2);
            problem.row(4, 4);
            problem.term(y, 1).term(z, -2);
            problem.row(-INFINITY, 1);
            problem.term(y, 4).term(z, -2);
            assertEquals(Status.INFEASIBLE, solver.solve(problem.build(), LIMITS).status());
        }

        @ParameterizedTest
        @MethodSource("solvers")
        void isToldUnbounded(LinearSolver solver) {
            LinearProblem.Builder problem = new LinearProblem.Builder(Sense.MAXIMISE);
            int x = problem.variable(0, INFINITY, 1);
            int y = problem.variable(0, INFINITY, 1);
            problem.row(-INFINITY, 1);
            problem.term(x, 1).term(y, -1);
            Solution solution = solver.solve(problem.build(), LIMITS);
            assertEquals(Status.UNBOUNDED, solution.status());
            assertThrows(IllegalStateException.class, () -> solution.value(x));
        }
    }

    @Nested
    class RandomProblems {
        /// Feasible by construction and bounded by the variables' bounds.
        private static LinearProblem random(RandomGenerator random, boolean whole) {
            int variables = random.nextInt(1, 12);
            int rows = random.nextInt(1, 10);
            LinearProblem.Builder problem =
                    new LinearProblem.Builder(
                            random.nextBoolean() ? Sense.MAXIMISE : Sense.MINIMISE);
            double[] inside = new double[variables];
            for (int j = 0; j < variables; j++) {
                inside[j] = random.nextInt(-3, 6);
                double least = inside[j] - random.nextInt(0, 4);
                double greatest = inside[j] + random.nextInt(0, 4);
                double gain = random.nextInt(-9, 10);
                if (whole && random.nextBoolean()) {
                    problem.integer(least, greatest, gain);
                } else {
                    problem.variable(least, greatest, gain);
                }
            }
            for (int i = 0; i < rows; i++) {
                int[] terms = new int[variables];
                double sum = 0;
                for (int j = 0; j < variables; j++) {
                    terms[j] = random.nextInt(3) == 0 ? random.nextInt(-5, 6) : 0;
                    sum += terms[j] * inside[j];
                }
                int kind = random.nextInt(4);
                problem.row(
                        kind == 0 ? -INFINITY : sum - (kind == 3 ? 0 : random.nextInt(0, 5)),
                        kind == 1 ? INFINITY : sum + (kind == 3 ? 0 : random.nextInt(0, 5)));
                for (int j = 0; j < variables; j++) {
                    if (terms[j] != 0) {
                        problem.term(j, terms[j]);
                    }
                }
            }
            return problem.build();
        }

        /// The prices of a linear program prove its optimum: with them as multipliers, what the
        /// rows' bounds and the variables' bounds allow at best equals the objective.
        private static double boundProvedBy(LinearProblem problem, Solution solution) {
            double sign = problem.sense() == Sense.MAXIMISE ? 1 : -1;
            double bound = 0;
            double[] left = new double[problem.variables()];
            for (int j = 0; j < left.length; j++) {
                left[j] = sign * problem.objective(j);
            }
            for (int i = 0; i < problem.rows(); i++) {
                double price = sign * solution.dual(i);
                if (Math.abs(price) > 1e-9) {
                    bound += price * (price > 0 ? problem.rowUpper(i) : problem.rowLower(i));
                }
                for (int t = problem.firstTerm(i); t < problem.firstTerm(i + 1); t++) {
                    left[problem.termVariable(t)] -= price * problem.termCoefficient(t);
                }
            }
            for (int j = 0; j < left.length; j++) {
                if (Math.abs(left[j]) > 1e-9) {
                    bound += left[j] * (left[j] > 0 ? problem.upper(j) : problem.lower(j));
                }
            }
            return sign * bound;
        }

        @Test
        void haveTheSameOptimumInBothSolversAndPricesThatProveIt() {
            List<LinearSolver> solvers = solvers().toList();
            Cases.check(
                    60,
                    random -> {
                        LinearProblem problem = random(random, false);
                        double[] objectives = new double[2];
                        for (int k = 0; k < 2; k++) {
                            Solution solution = solvers.get(k).solve(problem, LIMITS);
                            assertEquals(Status.OPTIMAL, solution.status());
                            assertTrue(problem.violation(solution.values()) < 1e-6);
                            objectives[k] = solution.objective();
                            assertEquals(
                                    solution.objective(),
                                    boundProvedBy(problem, solution),
                                    1e-5,
                                    solution.solver());
                        }
                        assertEquals(objectives[0], objectives[1], 1e-6);
                    });
        }

        @Test
        void haveTheSameOptimumInBothSolversInWholeNumbers() {
            List<LinearSolver> solvers = solvers().toList();
            Cases.check(
                    40,
                    random -> {
                        LinearProblem problem = random(random, true);
                        Solution first = solvers.get(0).solve(problem, LIMITS);
                        Solution second = solvers.get(1).solve(problem, LIMITS);
                        assertEquals(Status.OPTIMAL, first.status());
                        assertEquals(Status.OPTIMAL, second.status());
                        assertTrue(problem.violation(first.values()) < 1e-6);
                        assertTrue(problem.violation(second.values()) < 1e-6);
                        assertEquals(first.objective(), second.objective(), 1e-5);
                    });
        }
    }

    @Nested
    class ALimit {
        /// Many knapsacks over the same things with nearly the same worth for weight: far from
        /// solved in a second.
        private static LinearProblem hard() {
            RandomGenerator random = Cases.random(5);
            LinearProblem.Builder problem = new LinearProblem.Builder(Sense.MAXIMISE);
            for (int j = 0; j < 150; j++) {
                problem.binary(random.nextInt(480, 520));
            }
            for (int i = 0; i < 25; i++) {
                double sum = 0;
                int[] weights = new int[150];
                for (int j = 0; j < weights.length; j++) {
                    weights[j] = random.nextInt(1, 1000);
                    sum += weights[j];
                }
                problem.row(-INFINITY, Math.floor(sum / 2));
                for (int j = 0; j < weights.length; j++) {
                    problem.term(j, weights[j]);
                }
            }
            return problem.build();
        }

        static Stream<LinearSolver> solvers() {
            return LinearSolverTest.solvers();
        }

        @ParameterizedTest
        @MethodSource("solvers")
        void endsASearchWithAValidAnswerAndABound(LinearSolver solver) {
            LinearProblem problem = hard();
            Solution solution =
                    solver.solve(
                            problem, new SolverLimits(Duration.ofSeconds(1), 0), new double[150]);
            assertEquals(Status.FEASIBLE, solution.status());
            assertTrue(problem.violation(solution.values()) < 1e-6);
            assertTrue(solution.bound() >= solution.objective());
            assertTrue(solution.gapPercent() > 0);
        }

        @Test
        void endsASearchNoWorseThanItBegan() {
            LinearProblem problem = hard();
            LinearSolver solver = solvers().findFirst().orElseThrow();
            double[] good =
                    solver.solve(problem, new SolverLimits(Duration.ofSeconds(2), 0)).values();
            Solution again =
                    solver.solve(problem, new SolverLimits(Duration.ofMillis(50), 0), good);
            assertTrue(again.objective() >= problem.objectiveOf(good) - 1e-6);
        }

        @Test
        void thatIsNoneIsRefused() {
            assertThrows(IllegalArgumentException.class, () -> new SolverLimits(Duration.ZERO, 0));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new SolverLimits(Duration.ofSeconds(1), 1));
        }
    }

    @Nested
    class NativesThatCannotLoad {
        @Test
        void leaveTheSolverInPlainJavaAndSayWhy() {
            SolverChoice choice =
                    SolverChoice.load(() -> {
                        throw new UnsatisfiedLinkError("failed to map segment from shared object");
                    });
            assertEquals("ojAlgo", choice.solver().name());
            String words = choice.fallback().orElseThrow();
            assertTrue(words.startsWith("OGMS-6310"), words);
            assertTrue(words.contains("failed to map segment"), words);
            assertTrue(words.contains("java.io.tmpdir"), words);
        }

        /// In a process of its own whose temporary directory does not exist.
        @Test
        void areToldByAProcessWithoutATemporaryDirectory() throws Exception {
            assertEquals("ojAlgo true", chosenIn("-Djava.io.tmpdir=/nonexistent/opengms"));
        }

        @Test
        void areNotTriedWhenPlainJavaIsAskedFor() throws Exception {
            assertEquals("ojAlgo true", chosenIn("-D" + SolverChoice.PROPERTY + "=java"));
        }

        private static String chosenIn(String option) throws Exception {
            Process process =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "--enable-native-access=ALL-UNNAMED",
                                    option,
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    ChosenSolver.class.getName())
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            String told = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
            assertTrue(process.waitFor(60, TimeUnit.SECONDS));
            assertEquals(0, process.exitValue());
            return told;
        }

        @Test
        void areLoadedOnceForTheProcess() {
            assertSame(SolverChoice.choose(), SolverChoice.choose());
        }
    }

    @Nested
    class AProblemThatIsNone {
        @Test
        void isRefusedWithWords() {
            LinearProblem.Builder problem = new LinearProblem.Builder(Sense.MAXIMISE);
            assertRefused("OGMS-6301", () -> problem.variable(2, 1, 0));
            assertRefused("OGMS-6301", () -> problem.variable(Double.NaN, 1, 0));
            assertRefused("OGMS-6302", () -> problem.variable(0, 1, Double.NaN));
            assertRefused("OGMS-6303", () -> problem.term(0, 1));
            problem.row(0, 1);
            assertRefused("OGMS-6303", () -> problem.term(0, 1));
            int x = problem.variable(0, 1, 1);
            assertRefused("OGMS-6302", () -> problem.term(x, INFINITY));
            assertRefused("OGMS-6301", () -> problem.row(1, 0));
        }

        private static void assertRefused(String code, Runnable deed) {
            String words =
                    String.valueOf(
                            assertThrows(IllegalArgumentException.class, deed::run).getMessage());
            assertTrue(words.startsWith(code), words);
        }
    }
}
