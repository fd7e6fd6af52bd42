package org.opengms.planning.trial;

import java.util.Arrays;
import org.opengms.planning.routing.ResourceCalendar.Precedence;
import org.opengms.planning.routing.ScoreRule;

/// The service's own policy: the score, the fairness and the calendars of the live router.
final class ScoringPolicy implements TrialPolicy {
    /// What the rule needs besides, found on tuning seeds.
    ///
    /// @param rule weights of the score
    /// @param genomeDaysOnTheWay days of the sequencing queue without a price
    /// @param hourDaysOnTheWay the same for interpretation
    /// @param pessimism what promises count on, as a share of planned capacity; daily noise of 10 %
    ///   has its fifth percentile at 0.84
    /// @param urgentShare of capacity that only urgent requests may be promised
    record Tuning(
            ScoreRule rule,
            double genomeDaysOnTheWay,
            double hourDaysOnTheWay,
            double pessimism,
            double urgentShare) {
        /// Benefit alone.
        static final Tuning PLAIN = new Tuning(new ScoreRule(2, 0, 0, 0.003), 3, 8, 0.85, 0.05);

        /// Benefit, and regions held together within each class.
        static final Tuning FAIR = new Tuning(new ScoreRule(2, 0.05, 0.5, 0.003), 3, 8, 0.85, 0.05);

        /// The rule as in the literature, for two bare queues: all of a queue has its price.
        static final Tuning BARE_PLAIN =
                new Tuning(new ScoreRule(2, 0, 0, 0.003), 0, 0, 0.85, 0.05);

        /// The same with fairness.
        static final Tuning BARE_FAIR =
                new Tuning(new ScoreRule(2, 0.05, 0.5, 0.003), 0, 0, 0.85, 0.05);
    }

    private final TrialWorld world;
    private final TrialSettings settings;
    private final Tuning tuning;
    private final int labs;
    private final TrialCalendars calendars;
    private final long[][] eligible;
    private final long[][] served;
    private final long[] eligibleOfClass;
    private final long[] servedOfClass;
    private final double genomeScale;
    private final double hourScale;
    private final double genomeBoundDays;
    private final double hourBoundDays;
    private final double[] score;
    private long boundViolations;

    ScoringPolicy(TrialWorld world, Tuning tuning) {
        this.world = world;
        this.settings = world.settings;
        this.tuning = tuning;
        this.labs = settings.regions();
        calendars = new TrialCalendars(world, tuning.pessimism(), tuning.urgentShare());
        eligible = new long[settings.classes()][labs];
        served = new long[settings.classes()][labs];
        eligibleOfClass = new long[settings.classes()];
        servedOfClass = new long[settings.classes()];
        genomeScale = Arrays.stream(world.meanGenomes).average().orElseThrow();
        hourScale = Arrays.stream(world.meanHours).average().orElseThrow();
        genomeBoundDays =
                boundDays(
                        tuning.genomeDaysOnTheWay(),
                        genomeScale,
                        Arrays.stream(world.genomes).asDoubleStream().toArray(),
                        world.meanGenomes);
        hourBoundDays =
                boundDays(tuning.hourDaysOnTheWay(), hourScale, world.hours, world.meanHours);
        score = new double[labs];
    }

    private double boundDays(
            double onTheWayDays, double scale, double[] needs, double[] meanPerDay) {
        double benefitPerNeed = 0;
        double largestNeed = 0;
        for (int k = 0; k < settings.classes(); k++) {
            benefitPerNeed = Math.max(benefitPerNeed, world.believedBenefit[k] / needs[k]);
            largestNeed = Math.max(largestNeed, needs[k]);
        }
        double leastPerDay = Arrays.stream(meanPerDay).min().orElseThrow();
        return tuning.rule()
                .backlogBoundDays(onTheWayDays, scale, benefitPerNeed, largestNeed / leastPerDay);
    }

    /// How often a queue was above its bound after an admission.
    long boundViolations() {
        return boundViolations;
    }

    @Override
    public void startOfDay(TrialRun run) {
        calendars.restart(run);
    }

    @Override
    public int laboratoryFor(int request, TrialRun run) {
        int kind = world.kind[request];
        int home = world.region[request];
        eligible[kind][home]++;
        eligibleOfClass[kind]++;
        double benefit = world.believedBenefit[kind];
        double lag =
                ScoreRule.lag(
                        served[kind][home],
                        eligible[kind][home],
                        servedOfClass[kind],
                        eligibleOfClass[kind]);
        double push = tuning.rule().push(lag);
        for (int l = 0; l < labs; l++) {
            score[l] =
                    run.admits(l)
                            ? tuning.rule().worth(benefit, l != home, push) - price(kind, l, run)
                            : Double.NEGATIVE_INFINITY;
        }
        Precedence precedence =
                kind < settings.urgentClasses() ? Precedence.URGENT : Precedence.ROUTINE;
        int best = best();
        while (score[best] > 0) {
            if (calendars.reserve(kind, best, best == home, precedence)) {
                served[kind][home]++;
                servedOfClass[kind]++;
                checkBound(kind, best, run);
                return best;
            }
            score[best] = Double.NEGATIVE_INFINITY;
            best = best();
        }
        return CONVENTIONAL;
    }

    private int best() {
        int best = 0;
        for (int l = 1; l < labs; l++) {
            if (score[l] > score[best]) {
                best = l;
            }
        }
        return best;
    }

    private double price(int kind, int lab, TrialRun run) {
        double step = TrialWorld.capacityStep(run.day());
        return ScoreRule.price(
                        run.openGenomes[lab],
                        world.meanGenomes[lab] * step,
                        tuning.genomeDaysOnTheWay(),
                        world.genomes[kind],
                        genomeScale)
                + ScoreRule.price(
                        run.openHours[lab],
                        world.meanHours[lab] * step,
                        tuning.hourDaysOnTheWay(),
                        world.hours[kind],
                        hourScale);
    }

    private void checkBound(int kind, int lab, TrialRun run) {
        double step = TrialWorld.capacityStep(run.day());
        double genomeDays =
                (run.openGenomes[lab] + world.genomes[kind]) / (world.meanGenomes[lab] * step);
        double hourDays = (run.openHours[lab] + world.hours[kind]) / (world.meanHours[lab] * step);
        if (genomeDays > genomeBoundDays || hourDays > hourBoundDays) {
            boundViolations++;
        }
    }
}
