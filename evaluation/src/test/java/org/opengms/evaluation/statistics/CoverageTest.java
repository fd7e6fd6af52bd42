package org.opengms.evaluation.statistics;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opengms.evaluation.statistics.SteppedWedge.Cell;
import org.opengms.evaluation.statistics.SteppedWedge.Cluster;
import org.opengms.evaluation.statistics.StratifiedProportion.Stratum;
import org.opengms.planning.statistics.Interval;
import org.opengms.testing.Cases;

/// How often 95 % limits hold the truth, in worlds whose truth is known: from 92.7 to 97.3 % of
/// trials where the method promises it on average; the seed is the number of the trial, so the
/// figures repeat.
class CoverageTest {
    private interface Trial {
        /// Whether the limits of one world held its truth.
        boolean holds(RandomGenerator random);
    }

    private static double coverage(String name, int trials, Trial trial) {
        int held = 0;
        for (int i = 0; i < trials; i++) {
            held += trial.holds(Cases.random(i)) ? 1 : 0;
        }
        double coverage = (double) held / trials;
        System.out.printf("Coverage of %s: %.1f %% of %d%n", name, 100 * coverage, trials);
        return coverage;
    }

    private static void isNominal(String name, int trials, Trial trial) {
        double coverage = coverage(name, trials, trial);
        assertTrue(coverage >= 0.927 && coverage <= 0.973, name + ": " + coverage);
    }

    private static boolean hold(Interval limits, double truth) {
        return limits.lower() <= truth && truth <= limits.upper();
    }

    private static long binomial(RandomGenerator random, long trials, double p) {
        long events = 0;
        for (long i = 0; i < trials; i++) {
            events += random.nextDouble() < p ? 1 : 0;
        }
        return events;
    }

    private static double exponential(RandomGenerator random, double mean) {
        return -mean * Math.log1p(-random.nextDouble());
    }

    @Nested
    class OfProportions {
        @Test
        void wilson() {
            isNominal(
                    "Wilson's limits, 30 to 130 trials at 5 to 95 %",
                    4000,
                    random -> {
                        double p = random.nextDouble(0.05, 0.95);
                        long n = random.nextLong(30, 130);
                        return hold(Proportion.of(binomial(random, n, p), n).wilson(0.95), p);
                    });
        }

        @Test
        void difference() {
            isNominal(
                    "Newcombe's limits of a difference",
                    3000,
                    random -> {
                        double p = random.nextDouble(0.05, 0.95);
                        double q = random.nextDouble(0.05, 0.95);
                        Proportion a = Proportion.of(binomial(random, 60, p), 60);
                        Proportion b = Proportion.of(binomial(random, 90, q), 90);
                        return hold(a.minus(b, 0.95), p - q);
                    });
        }

        /// Outcomes missing at random within strata whose size is chance too.
        @Test
        void stratified() {
            double[] share = {0.5, 0.3, 0.2};
            double[] p = {0.1, 0.4, 0.7};
            double[] seen = {0.9, 0.5, 0.3};
            double truth = 0.05 + 0.12 + 0.14;
            isNominal(
                    "a post-stratified proportion of the process",
                    2000,
                    random -> hold(strata(random, share, p, seen).process, truth));
            isNominal(
                    "a post-stratified proportion of the cohort",
                    2000,
                    random -> {
                        World world = strata(random, share, p, seen);
                        return hold(world.cohort, world.truthOfCohort);
                    });
        }

        private record World(Interval process, Interval cohort, double truthOfCohort) {}

        private static World strata(
                RandomGenerator random, double[] share, double[] p, double[] seen) {
            long[] size = new long[3];
            long[] observed = new long[3];
            long[] events = new long[3];
            long all = 0;
            for (int i = 0; i < 300; i++) {
                double u = random.nextDouble();
                int h = u < share[0] ? 0 : u < share[0] + share[1] ? 1 : 2;
                boolean event = random.nextDouble() < p[h];
                all += event ? 1 : 0;
                size[h]++;
                if (random.nextDouble() < seen[h]) {
                    observed[h]++;
                    events[h] += event ? 1 : 0;
                }
            }
            List<Stratum> strata = new ArrayList<>();
            for (int h = 0; h < 3; h++) {
                strata.add(new Stratum(size[h], observed[h], events[h]));
            }
            StratifiedProportion found = StratifiedProportion.of(strata);
            return new World(found.ofTheProcess(0.95), found.ofTheCohort(0.95), all / 300.0);
        }

        /// Who does not answer depends on the outcome itself; a quarter of them are followed up.
        @ParameterizedTest
        @ValueSource(doubles = {0.1, 0.3, 0.7})
        void doubleSample(double truth) {
            isNominal(
                    "a double sample of %.1f with outcomes missing not at random".formatted(truth),
                    2000,
                    random -> {
                        long answered = 0;
                        long answeredEvents = 0;
                        long not = 0;
                        long notEvents = 0;
                        for (int i = 0; i < 400; i++) {
                            boolean event = random.nextDouble() < truth;
                            if (random.nextDouble() < (event ? 0.8 : 0.5)) {
                                answered++;
                                answeredEvents += event ? 1 : 0;
                            } else {
                                not++;
                                notEvents += event ? 1 : 0;
                            }
                        }
                        long followed = Math.max(1, not / 4);
                        long found = 0;
                        long left = not;
                        long leftEvents = notEvents;
                        for (long i = 0; i < followed; i++) {
                            if (random.nextLong(left--) < leftEvents) {
                                found++;
                                leftEvents--;
                            }
                        }
                        return hold(
                                new DoubleSampling(answered, answeredEvents, not, followed, found)
                                        .ofTheProcess(0.95),
                                truth);
                    });
        }

        /// The truth at an end of the set, where the limits are tightest: none of the missing had
        /// the event.
        @Test
        void worstCase() {
            isNominal(
                    "Imbens and Manski's limits, the truth at an end",
                    3000,
                    random -> {
                        long events = binomial(random, 200, 0.3);
                        long missing = binomial(random, 200 - events, 0.4);
                        return new MissingOutcomes(events, 200 - missing, missing)
                                .ofTheTrueValue(0.95)
                                .hold(0.3);
                    });
        }
    }

    @Nested
    class OfCurves {
        @ParameterizedTest
        @ValueSource(ints = {20, 60, 120})
        void kaplanMeier(int day) {
            isNominal(
                    "log-log limits of survival at day " + day,
                    2000,
                    random -> {
                        TimeToEvent table = TimeToEvent.ofCauses(1);
                        for (int i = 0; i < 80; i++) {
                            int event = (int) Math.ceil(exponential(random, 100));
                            int censored = random.nextInt(130, 250);
                            table.record(Math.min(event, censored), event <= censored ? 1 : 0);
                        }
                        return table.kaplanMeier()
                                .find(day, 0.95, Limits.LOG_LOG)
                                .map(limits -> hold(limits, Math.exp(-day / 100.0)))
                                .orElseThrow();
                    });
        }

        @Test
        void median() {
            isNominal(
                    "Brookmeyer and Crowley's limits of a median",
                    2000,
                    random -> {
                        TimeToEvent table = TimeToEvent.ofCauses(1);
                        for (int i = 0; i < 80; i++) {
                            int event = (int) Math.ceil(exponential(random, 1000));
                            int censored = random.nextInt(400, 4000);
                            table.record(Math.min(event, censored), event <= censored ? 1 : 0);
                        }
                        return hold(
                                table.kaplanMeier().median(0.95, Limits.LOG_LOG),
                                1000 * Math.log(2));
                    });
        }

        @Test
        void aalenJohansen() {
            isNominal(
                    "log-log limits of a cumulative incidence",
                    2000,
                    random -> {
                        TimeToEvent table = TimeToEvent.ofCauses(2);
                        for (int i = 0; i < 100; i++) {
                            int event = (int) Math.ceil(exponential(random, 100));
                            int cause = random.nextDouble() < 0.6 ? 1 : 2;
                            int censored = random.nextInt(20, 250);
                            table.record(Math.min(event, censored), event <= censored ? cause : 0);
                        }
                        return table.cumulativeIncidence(1)
                                .find(70, 0.95, Limits.LOG_LOG)
                                .map(limits -> hold(limits, 0.6 * (1 - Math.exp(-0.7))))
                                .orElseThrow();
                    });
        }
    }

    @Nested
    class OfRatios {
        @Test
        void standardised() {
            isNominal(
                    "Byar's limits, 8 to 40 expected",
                    4000,
                    random -> {
                        double expected = random.nextDouble(8, 40);
                        double truth = random.nextDouble(0.7, 1.5);
                        long observed = 0;
                        for (double t = exponential(random, 1);
                                t < expected * truth;
                                t += exponential(random, 1)) {
                            observed++;
                        }
                        return hold(StandardisedRatio.of(observed, expected).byar(0.95), truth);
                    });
        }
    }

    @Nested
    class OfCosts {
        /// Log-normal with σ = 0.8: skewness 3.7.
        @Test
        void biasCorrectedAndAccelerated() {
            isNominal(
                    "BCa limits of the mean of 200 skewed costs",
                    600,
                    random -> {
                        double[] costs = new double[200];
                        for (int i = 0; i < costs.length; i++) {
                            costs[i] = Math.exp(6 + 0.8 * random.nextGaussian());
                        }
                        Bootstrap.Replicates replicates =
                                Bootstrap.of(200, 999, random.nextLong())
                                        .draw(times -> {
                                            double sum = 0;
                                            for (int i = 0; i < 200; i++) {
                                                sum += times[i] * costs[i];
                                            }
                                            return sum / 200;
                                        });
                        return hold(replicates.bca(0.95), Math.exp(6 + 0.32));
                    });
        }
    }

    /// Made-up costs: log-normal by σ, gamma by shape.
    ///
    /// @param mean that is true
    private record Costs(boolean logNormal, double shape, double mean) {
        static Costs of(String kind, double shape) {
            return kind.equals("log-normal")
                    ? new Costs(true, shape, Math.exp(shape * shape / 2))
                    : new Costs(false, shape, shape);
        }

        double[] draw(RandomGenerator random, int many) {
            double[] costs = new double[many];
            for (int i = 0; i < many; i++) {
                costs[i] =
                        logNormal ? Math.exp(shape * random.nextGaussian()) : gamma(random, shape);
            }
            return costs;
        }

        /// Marsaglia and Tsang (2000, doi:10.1145/358407.358414).
        private static double gamma(RandomGenerator random, double shape) {
            if (shape < 1) {
                return gamma(random, shape + 1) * Math.pow(random.nextDouble(), 1 / shape);
            }
            double d = shape - 1.0 / 3;
            while (true) {
                double x = random.nextGaussian();
                double v = Math.pow(1 + x / Math.sqrt(9 * d), 3);
                if (v > 0
                        && Math.log(random.nextDouble())
                                < x * x / 2 + d - d * v + d * Math.log(v)) {
                    return d * v;
                }
            }
        }
    }

    @Nested
    class OfMeansOfFewSkewedCosts {
        @ParameterizedTest
        @CsvSource({"log-normal, 0.8, 20", "log-normal, 0.8, 50", "gamma, 0.5, 20"})
        void bootstrapT(String kind, double shape, int many) {
            Costs costs = Costs.of(kind, shape);
            isNominal(
                    "bootstrap-t limits of the mean of %d %s %s costs".formatted(many, kind, shape),
                    1000,
                    random ->
                            hold(
                                    Mean.of(costs.draw(random, many))
                                            .findStudentised(0.95, 399, random.nextLong())
                                            .orElseThrow(),
                                    costs.mean()));
        }

        /// The table of the benchmarks: three ways to limits of the same 2,000 cohorts. That of the
        /// bootstrap-t falls short by least in every row, and nowhere in those whose skewness is
        /// that of costs by test or less; of the most skewed it says too little too.
        @Test
        @Tag("heavy")
        void comparesThreeWays() {
            List<Executable> checks = new ArrayList<>();
            for (String kind :
                    List.of(
                            "log-normal 0.5",
                            "log-normal 0.8",
                            "log-normal 1.2",
                            "gamma 4",
                            "gamma 1",
                            "gamma 0.5")) {
                String[] named = kind.split(" ", -1);
                Costs costs = Costs.of(named[0], Double.parseDouble(named[1]));
                for (int many : List.of(20, 50, 200)) {
                    double[] held = new double[3];
                    double[] width = new double[3];
                    int trials = 2000;
                    for (int trial = 0; trial < trials; trial++) {
                        RandomGenerator random = Cases.random(trial);
                        double[] drawn = costs.draw(random, many);
                        Mean mean = Mean.of(drawn);
                        long seed = random.nextLong();
                        Interval[] limits = {
                            mean.student(0.95),
                            Bootstrap.of(many, 999, seed)
                                    .draw(times -> {
                                        double sum = 0;
                                        for (int i = 0; i < many; i++) {
                                            sum += times[i] * drawn[i];
                                        }
                                        return sum / many;
                                    })
                                    .bca(0.95),
                            mean.findStudentised(0.95, 999, seed).orElseThrow()
                        };
                        for (int way = 0; way < 3; way++) {
                            held[way] += hold(limits[way], costs.mean()) ? 1.0 / trials : 0;
                            width[way] +=
                                    (limits[way].upper() - limits[way].lower())
                                            / costs.mean()
                                            / trials;
                        }
                    }
                    System.out.printf(
                            Locale.ROOT,
                            "| %s | %d | %.1f %% | %.1f %% | %.1f %% | %.2f | %.2f | %.2f |%n",
                            kind,
                            many,
                            100 * held[0],
                            100 * held[1],
                            100 * held[2],
                            width[0],
                            width[1],
                            width[2]);
                    String row = kind + " " + many;
                    checks.add(() -> assertTrue(held[2] >= Math.min(held[0], 0.945), row));
                    checks.add(() -> assertTrue(held[2] >= Math.min(held[1], 0.945), row));
                    if (!kind.equals("log-normal 1.2")) {
                        checks.add(() -> assertTrue(held[2] >= 0.927 && held[2] <= 0.973, row));
                    }
                }
            }
            assertAll(checks);
        }
    }

    @Nested
    class OfWhatADiagnosisCosts {
        /// Solved cases cost half as much again, as those do that are looked at longest.
        @ParameterizedTest
        @CsvSource({"50, 0.35", "200, 0.35", "200, 0.15"})
        void biasCorrectedAndAccelerated(int many, double yield) {
            Costs costs = Costs.of("log-normal", 0.8);
            isNominal(
                    "BCa limits of what one of %d cases costs, %.0f %% solved"
                            .formatted(many, 100 * yield),
                    1000,
                    random -> {
                        double[] cost = costs.draw(random, many);
                        boolean[] solved = new boolean[many];
                        for (int i = 0; i < many; i++) {
                            solved[i] = random.nextDouble() < yield;
                            cost[i] *= solved[i] ? 1.5 : 1;
                        }
                        Bootstrap.Replicates replicates =
                                Bootstrap.of(many, 399, random.nextLong())
                                        .draw(times -> {
                                            double sum = 0;
                                            double of = 0;
                                            for (int i = 0; i < many; i++) {
                                                sum += times[i] * cost[i];
                                                of += solved[i] ? times[i] : 0;
                                            }
                                            return of == 0 ? Double.POSITIVE_INFINITY : sum / of;
                                        });
                        return hold(replicates.bca(0.95), costs.mean() * (1 + yield / 2) / yield);
                    });
        }
    }

    @Nested
    class OfSteppedWedges {
        /// Sites of unequal size that differ, and (the second column) whose periods differ too,
        /// which the model does not know of.
        @ParameterizedTest
        @CsvSource({"12, 0", "12, 0.7", "24, 0.7", "40, 0", "40, 0.7"})
        void robustLimits(int sites, double ofPeriods) {
            isNominal(
                    "CR2 limits of a stepped wedge of %d sites, site-periods vary by %.1f"
                            .formatted(sites, ofPeriods),
                    700,
                    random -> hold(wedge(random, sites, ofPeriods, -2).limits(0.95), -2));
        }

        /// Under no effect 5 % of tests by lot find one at 5 %.
        @Test
        void permutation() {
            isNominal(
                    "the permutation test of 12 sites without an effect",
                    400,
                    random ->
                            wedge(random, 12, 0.7, 0).permute(199, random.nextLong()).pValue()
                                    > 0.05);
        }

        private static SteppedWedge wedge(
                RandomGenerator random, int sites, double ofPeriods, double effect) {
            List<Cluster> clusters = new ArrayList<>();
            int periods = 5;
            for (int site = 0; site < sites; site++) {
                int crossover = 1 + site % (periods - 1);
                double own = random.nextGaussian();
                List<Cell> cells = new ArrayList<>();
                for (int period = 0; period < periods; period++) {
                    int size = 10 + random.nextInt(30);
                    double mean =
                            20
                                    - period
                                    + own
                                    + ofPeriods * random.nextGaussian()
                                    + (period >= crossover ? effect : 0)
                                    + 4 * random.nextGaussian() / Math.sqrt(size);
                    cells.add(new Cell(mean, size));
                }
                clusters.add(new Cluster(crossover, cells));
            }
            return SteppedWedge.of(clusters);
        }
    }
}
