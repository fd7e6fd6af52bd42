package org.opengms.evaluation.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.opengms.evaluation.statistics.SteppedWedge.Cell;
import org.opengms.evaluation.statistics.SteppedWedge.Cluster;
import org.opengms.planning.statistics.Interval;

class SteppedWedgeTest {
    /// Sites of the table that R was asked about.
    private static List<Cluster> asked() {
        TreeMap<Integer, List<String[]>> rows = new TreeMap<>();
        for (String[] row : People.rows("wedge.csv")) {
            rows.computeIfAbsent(Integer.parseInt(row[1]), _ -> new ArrayList<>()).add(row);
        }
        List<Cluster> clusters = new ArrayList<>();
        for (List<String[]> site : rows.values()) {
            int crossover = (int) site.stream().filter(row -> row[2].equals("0")).count();
            clusters.add(
                    new Cluster(
                            crossover,
                            site.stream()
                                    .map(row -> new Cell(Double.parseDouble(row[3]), 1))
                                    .toList()));
        }
        return clusters;
    }

    @Nested
    class OfTheSitesThatRWasAskedAbout {
        private final SteppedWedge wedge = SteppedWedge.of(asked());

        /// nlme's lme by REML.
        @Test
        void hasTheMixedModel() {
            double[] expected = numbers(People.rows("wedge-expected.csv").getFirst(), 0);
            assertEquals(expected[0], wedge.effect(), 1e-6);
            assertEquals(expected[1], wedge.modelStandardError(), 1e-6);
            assertEquals(expected[2], wedge.variances().between(), 1e-5);
            assertEquals(expected[3], wedge.variances().within(), 1e-5);
        }

        /// clubSandwich's CR2 with Satterthwaite's degrees of freedom.
        @Test
        void hasTheRobustLimits() {
            String[] row =
                    People.rows("wedge-robust.csv").stream()
                            .filter(r -> r[0].equals("mixed"))
                            .findFirst()
                            .orElseThrow();
            double[] expected = numbers(row, 1);
            assertEquals(expected[0], wedge.effect(), 1e-6);
            assertEquals(expected[1], wedge.robust().standardError(), 1e-6);
            assertEquals(expected[2], wedge.robust().degreesOfFreedom(), 1e-4);
            Interval limits = wedge.limits(0.95);
            // Student's t of 10.18 degrees of freedom at 97.5 %, by R's qt(0.975, 10.1828963453).
            assertEquals(expected[0] + 2.222726 * expected[1], limits.upper(), 1e-4);
        }

        private static double[] numbers(String[] row, int from) {
            double[] numbers = new double[row.length - from];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = Double.parseDouble(row[i + from]);
            }
            return numbers;
        }

        @Test
        void isTheSameForTheSameSeed() {
            assertEquals(wedge.permute(200, 3), wedge.permute(200, 3));
            assertTrue(wedge.permute(1000, 3).pValue() < 0.02, "an effect of 3.7 errors");
        }
    }

    @Nested
    class WithoutChance {
        /// A trend all share, sites that differ, an effect of −3, and nothing else: found exactly.
        @Test
        void findsTheEffectAndTheTrend() {
            List<Cluster> clusters = new ArrayList<>();
            double[] trend = {10, 12, 9, 11};
            for (int site = 0; site < 6; site++) {
                int crossover = 1 + site % 3;
                List<Cell> cells = new ArrayList<>();
                for (int period = 0; period < 4; period++) {
                    cells.add(
                            new Cell(
                                    trend[period] + site - 2.5 - (period >= crossover ? 3 : 0),
                                    5 + site + period));
                }
                clusters.add(new Cluster(crossover, cells));
            }
            SteppedWedge wedge = SteppedWedge.of(clusters);
            assertEquals(-3, wedge.effect(), 1e-4);
            assertTrue(wedge.variances().intraclassCorrelation() > 0.99);
            assertEquals(2, wedge.trend().get(1) - wedge.trend().get(0), 1e-4);
        }
    }

    @Nested
    class WithUnknownCells {
        @Test
        void leavesThemOut() {
            List<Cluster> clusters = new ArrayList<>(asked());
            Cluster first = clusters.getFirst();
            List<Cell> cells = new ArrayList<>(first.cells());
            cells.set(2, new Cell(1e6, 0));
            clusters.set(0, new Cluster(first.crossover(), cells));
            SteppedWedge wedge = SteppedWedge.of(clusters);
            assertEquals(-2.4, wedge.effect(), 0.3);
            assertTrue(wedge.limits(0.95).lower() < wedge.effect());
        }
    }

    @Nested
    class OnBadInput {
        private static Cluster site(int crossover, double... means) {
            List<Cell> cells = new ArrayList<>();
            for (double mean : means) {
                cells.add(new Cell(mean, 1));
            }
            return new Cluster(crossover, cells);
        }

        @Test
        void saysWhatIsWrong() {
            Refused.with("OGMS-9011", () -> site(4, 1, 2, 3));
            Refused.with("OGMS-9002", () -> new Cell(Double.NaN, 1));
            Refused.with("OGMS-9002", () -> new Cell(1, -1));
            Refused.with("OGMS-9011", () -> SteppedWedge.of(List.of(site(1, 1, 2), site(1, 2, 3))));
            Refused.with(
                    "OGMS-9011",
                    () -> SteppedWedge.of(List.of(site(1, 1, 2), site(1, 2, 3), site(1, 3))));
            // All cross over together: the effect is the trend.
            Refused.with(
                    "OGMS-9011",
                    () ->
                            SteppedWedge.of(
                                    List.of(site(1, 1, 2, 4), site(1, 2, 3, 4), site(1, 3, 5, 1))));
            Refused.with("OGMS-9011", () -> SteppedWedge.of(asked()).permute(10, 1));
        }
    }
}
