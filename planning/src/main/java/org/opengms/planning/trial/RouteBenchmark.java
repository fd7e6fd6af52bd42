package org.opengms.planning.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.opengms.planning.solver.LinearSolver;

/// The trial of routing policies: the same synthetic services under each policy, against what none
/// can better.
///
/// Services of tuning, on which weights and thresholds were chosen, are drawn from other seeds
/// ([#FIRST_TUNING_SEED] on) than those that are reported ([#FIRST_SEED] on).
public final class RouteBenchmark {
    /// The seed of the first service that is reported.
    public static final long FIRST_SEED = 1;

    /// The seed of the first service on which policies were tuned.
    public static final long FIRST_TUNING_SEED = 900;

    /// The best threshold for `static` on four tuning services, of 0.020, 0.024, 0.030, 0.036 and
    /// 0.045 expected diagnoses an hour.
    private static final double STATIC_THRESHOLD = 0.024;

    private static final double CAP_DAYS = 30;

    private final TrialSettings settings;
    private final LinearSolver solver;

    /// @param settings of the services
    /// @param solver for the bound and the weekly program
    public RouteBenchmark(TrialSettings settings, LinearSolver solver) {
        this.settings = settings;
        this.solver = solver;
    }

    /// What came of all services.
    ///
    /// @param policies with true yields and, where asked for, with wrong ones
    /// @param bound mean over services of what no policy can better, in expected diagnoses on time
    /// @param seeds how many services
    /// @param boundViolations how often a queue was above its sample-path bound after an admission,
    ///   over all runs of `opengms` and `opengms-fair`
    /// @param decisionMicrosP99 99th percentile of the processor time of one live decision of the
    ///   router, in microseconds: [LiveDecisions]
    public record Result(
            List<PolicyResult> policies,
            double bound,
            int seeds,
            long boundViolations,
            double decisionMicrosP99) {
        /// Keeps the list as it is.
        public Result {
            policies = List.copyOf(policies);
        }

        /// The row of a policy.
        ///
        /// @throws IllegalArgumentException if there is none of this name
        public PolicyResult policy(String name) {
            return policies.stream()
                    .filter(p -> p.name().equals(name))
                    .findFirst()
                    .orElseThrow(() ->
                            new IllegalArgumentException(
                                    "OGMS-6240 There is no policy %s. There are %s."
                                            .formatted(
                                                    name,
                                                    policies.stream()
                                                            .map(PolicyResult::name)
                                                            .toList())));
        }
    }

    /// What came of one policy: means over services, but the shares.
    ///
    /// The served share of a region within a class is reported on time over requests, of those that
    /// arrived at least the target before the end and were not to be cancelled. The least and the
    /// greatest share told are those of the class and service in which regions are furthest apart,
    /// of all classes and services.
    ///
    /// @param name of the policy
    /// @param onTimeValuePercentOfBound benefit of reports on time, transfers subtracted
    /// @param withinTargetPercent reports on time of reports and of what is late and not reported
    /// @param p95TurnaroundDays of what is reported
    /// @param servedShareMin of the region served least
    /// @param servedShareMax of the region served most
    public record PolicyResult(
            String name,
            double onTimeValuePercentOfBound,
            double withinTargetPercent,
            double p95TurnaroundDays,
            double servedShareMin,
            double servedShareMax) {}

    /// Tries all policies.
    ///
    /// @param firstSeed of the first service; the others follow
    /// @param seeds how many services
    /// @param yieldError standard deviation of the logarithm by which believed yields are wrong, in
    ///   rows added to those of true yields; 0 adds none
    /// @param progress told of each service and policy, in words
    /// @throws IllegalArgumentException if there is no service or the error is negative
    public Result run(long firstSeed, int seeds, double yieldError, Consumer<String> progress) {
        if (seeds < 1 || !(yieldError >= 0 && yieldError <= 3)) {
            throw new IllegalArgumentException(
                    "OGMS-6241 %d services and a yield error of %s are asked for. Ask for 1 service or more and an error of 0 to 3."
                            .formatted(seeds, yieldError));
        }
        List<Total> totals = new ArrayList<>(totals(0));
        List<Total> wrong = yieldError > 0 ? totals(yieldError) : List.of();
        double bound = 0;
        for (long seed = firstSeed; seed < firstSeed + seeds; seed++) {
            TrialWorld world = new TrialWorld(settings, seed, 0);
            double most = TrialBound.of(world, solver);
            bound += most / seeds;
            for (Total total : totals) {
                total.add(world, most, progress);
            }
            if (!wrong.isEmpty()) {
                TrialWorld believed = new TrialWorld(settings, seed, yieldError);
                for (Total total : wrong) {
                    total.add(believed, most, progress);
                }
            }
        }
        totals.addAll(wrong);
        progress.accept("live decisions");
        return new Result(
                totals.stream().map(t -> t.result(seeds)).toList(),
                bound,
                seeds,
                totals.stream().mapToLong(t -> t.boundViolations).sum(),
                LiveDecisions.microsP99(firstSeed));
    }

    private enum Named {
        ALL_ELIGIBLE("all-eligible"),
        STATIC("static"),
        FCFS_CAP("fcfs-cap"),
        WEEKLY_LP("weekly-lp"),
        OPENGMS("opengms"),
        OPENGMS_FAIR("opengms-fair");

        private final String words;

        Named(String words) {
            this.words = words;
        }
    }

    private List<Total> totals(double yieldError) {
        List<Total> totals = new ArrayList<>();
        for (Named policy : Named.values()) {
            boolean believes = policy != Named.ALL_ELIGIBLE && policy != Named.FCFS_CAP;
            if (yieldError == 0 || believes) {
                totals.add(new Total(policy, yieldError));
            }
        }
        return totals;
    }

    private TrialPolicy policy(Named named, TrialWorld world) {
        boolean bare = settings.features().equals(TrialSettings.Features.BARE);
        return switch (named) {
            case ALL_ELIGIBLE -> SimplePolicies.allEligible();
            case STATIC -> SimplePolicies.threshold(STATIC_THRESHOLD);
            case FCFS_CAP -> SimplePolicies.firstComeWithCap(CAP_DAYS);
            case WEEKLY_LP -> new WeeklyProgramPolicy(world, solver);
            case OPENGMS ->
                    new ScoringPolicy(
                            world,
                            bare ? ScoringPolicy.Tuning.BARE_PLAIN : ScoringPolicy.Tuning.PLAIN);
            case OPENGMS_FAIR ->
                    new ScoringPolicy(
                            world,
                            bare ? ScoringPolicy.Tuning.BARE_FAIR : ScoringPolicy.Tuning.FAIR);
        };
    }

    /// One policy's results so far.
    private final class Total {
        private final Named named;
        private final String name;
        private double valuePercent;
        private double withinPercent;
        private double p95Days;
        private double shareMin;
        private double shareMax;
        private long boundViolations;

        Total(Named named, double yieldError) {
            this.named = named;
            this.name =
                    yieldError == 0
                            ? named.words
                            : String.format(
                                    Locale.ROOT, "%s, yield error %s", named.words, yieldError);
        }

        void add(TrialWorld world, double bound, Consumer<String> progress) {
            TrialPolicy policy = policy(named, world);
            TrialTally tally = TrialRun.run(world, policy);
            double value = 100 * tally.onTimeValue / bound;
            valuePercent += value;
            withinPercent += 100 * tally.withinTargetShare();
            p95Days += tally.turnaroundQuantile(0.95);
            for (int kind = 0; kind < settings.classes(); kind++) {
                widen(tally, kind);
            }
            if (policy instanceof ScoringPolicy scoring) {
                boundViolations += scoring.boundViolations();
            }
            progress.accept(
                    String.format(
                            Locale.ROOT,
                            "seed %d %s: %.2f %% of the bound",
                            world.seed,
                            name,
                            value));
        }

        private void widen(TrialTally tally, int kind) {
            double least = 1;
            double most = 0;
            for (int region = 0; region < settings.regions(); region++) {
                double share = tally.servedShare(kind, region);
                least = Math.min(least, share);
                most = Math.max(most, share);
            }
            if (most - least > shareMax - shareMin) {
                shareMin = least;
                shareMax = most;
            }
        }

        PolicyResult result(int seeds) {
            return new PolicyResult(
                    name,
                    valuePercent / seeds,
                    withinPercent / seeds,
                    p95Days / seeds,
                    shareMin,
                    shareMax);
        }
    }
}
