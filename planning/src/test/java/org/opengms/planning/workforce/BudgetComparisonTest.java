package org.opengms.planning.workforce;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opengms.planning.network.ServiceScenario;
import org.opengms.planning.simulation.SimulationLimits;

class BudgetComparisonTest {
    private static final ServiceScenario REGION = ServiceScenario.named("regional-example");
    private static final WorkforcePlan PLAN = WorkforcePlan.named("regional-example");
    private static final List<Long> BUDGETS = List.of(0L, 100_000_000L, 2_000_000_000L);

    private static BudgetComparison compare(List<Long> budgets, int replications, int threads) {
        return BudgetComparison.of(
                REGION,
                PLAN,
                budgets,
                new BudgetComparison.Options(11, replications, threads, SimulationLimits.STANDARD),
                (_, _) -> {});
    }

    /// £20 m a year delivers at least what £1 m does once those it trains have qualified, and £1 m
    /// more than nothing: on the same patients, in the mean of six worlds. Before, teaching takes
    /// its time.
    @Test
    void moreMoneyDeliversNoLessInTheEnd() {
        BudgetComparison comparison = compare(BUDGETS, 6, 2);
        BudgetComparison.Outcome nothing = comparison.budgets().get(0).outcome();
        BudgetComparison.Outcome one = comparison.budgets().get(1).outcome();
        BudgetComparison.Outcome twenty = comparison.budgets().get(2).outcome();
        assertEquals(0, nothing.givenUp() + one.givenUp() + twenty.givenUp());
        assertMore(one.allQuarters(), nothing.allQuarters());
        assertMore(one.lastYear(), nothing.lastYear());
        assertMore(twenty.lastYear(), one.lastYear());
        BudgetComparison.Difference difference = comparison.differences().getFirst();
        assertTrue(difference.allQuarters().onTimeShare().lower() > 0, difference.toString());
        assertEquals(
                one.lastYear().onTimeShare().estimate()
                        - nothing.lastYear().onTimeShare().estimate(),
                difference.lastYear().onTimeShare().estimate(),
                1e-12);
    }

    private static void assertMore(
            BudgetComparison.Delivered more, BudgetComparison.Delivered less) {
        assertTrue(more.onTimeShare().estimate() >= less.onTimeShare().estimate());
        assertTrue(more.genomesPerYear().estimate() >= less.genomesPerYear().estimate());
        assertTrue(
                more.meanDays().orElseThrow().estimate()
                        <= less.meanDays().orElseThrow().estimate());
    }

    /// Two worlds know little: Student's limits of a share reach beyond 0 and 1, what is told does
    /// not.
    @Test
    void tellsNoLimitsThatCannotBe() {
        for (BudgetComparison.Budget budget : compare(BUDGETS.subList(1, 2), 2, 2).budgets()) {
            for (BudgetComparison.Delivered told :
                    List.of(budget.outcome().allQuarters(), budget.outcome().lastYear())) {
                assertTrue(told.onTimeShare().lower() >= 0, told.toString());
                assertTrue(told.onTimeShare().upper() <= 1, told.toString());
                assertTrue(told.meanDays().orElseThrow().lower() >= 0, told.toString());
            }
            assertTrue(budget.outcome().overdueAtEnd().lower() >= 0);
        }
    }

    @Test
    void writesTheSameBytesOnOneThreadAndOnTwo(@TempDir Path folder) throws IOException {
        compare(BUDGETS.subList(0, 2), 3, 1).write(folder.resolve("one"));
        compare(BUDGETS.subList(0, 2), 3, 2).write(folder.resolve("two"));
        List<String> files =
                List.of(
                        "summary.json",
                        "places.csv",
                        "wte.csv",
                        "coverage.csv",
                        "courses.csv",
                        "cost.csv",
                        "outcomes.csv",
                        "differences.csv",
                        "quarters.csv",
                        "at-work.svg",
                        "on-time.svg",
                        "genomes.svg",
                        "courses.svg");
        for (String file : files) {
            byte[] one = Files.readAllBytes(folder.resolve("one").resolve(file));
            assertArrayEquals(one, Files.readAllBytes(folder.resolve("two").resolve(file)), file);
            if (file.endsWith(".csv")) {
                List<String> lines = Files.readAllLines(folder.resolve("one").resolve(file));
                for (String line : lines) {
                    assertEquals(
                            lines.getFirst().split(",", -1).length,
                            line.split(",", -1).length,
                            file + ": " + line);
                }
            }
        }
        // A heading and: 6 posts of 20 quarters for each budget.
        assertEquals(
                1 + 2 * 6 * 20,
                Files.readAllLines(folder.resolve("one").resolve("wte.csv")).size());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1})
    void needsTwoReplications(int replications) {
        IllegalArgumentException refused =
                assertThrows(
                        IllegalArgumentException.class, () -> compare(BUDGETS, replications, 1));
        assertTrue(String.valueOf(refused.getMessage()).startsWith("OGMS-8853"));
    }

    @Test
    void refusesNoBudgetAndOneTwice() {
        assertThrows(IllegalArgumentException.class, () -> compare(List.of(), 2, 1));
        assertThrows(IllegalArgumentException.class, () -> compare(List.of(5L, 5L), 2, 1));
    }
}
