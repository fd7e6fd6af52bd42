package org.opengms.evaluation.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opengms.planning.statistics.Interval;

/// The share of people who are still without the event after each day, by Kaplan and Meier (1958,
/// doi:10.1080/01621459.1958.10501452), with the variance of Greenwood (1926, *The natural duration
/// of cancer*): S(t) = Π (1 − d/n), Var = S² Σ d / (n(n − d)).
///
/// It says nothing of the time after the last person left observation, unless everybody had the
/// event by then.
public final class SurvivalCurve {
    /// As R's `survfit`: two shares closer than this are one.
    private static final double SAME = 1e-8;

    private final List<Step> steps;
    private final long[] atRisk;

    private SurvivalCurve(List<Step> steps, long[] atRisk) {
        this.steps = steps;
        this.atRisk = atRisk;
    }

    /// A day on which somebody had the event.
    ///
    /// @param day since the start
    /// @param atRisk people under observation on it
    /// @param events on it
    /// @param survival after it, 0 to 1
    /// @param standardError of the survival, by Greenwood; 0 where the survival is 0
    public record Step(int day, long atRisk, long events, double survival, double standardError) {}

    static SurvivalCurve of(TimeToEvent.Days days) {
        List<Step> steps = new ArrayList<>();
        double survival = 1;
        double sum = 0;
        for (int day = 0; day < days.events().length; day++) {
            long d = days.events()[day];
            long n = days.atRisk()[day];
            if (d > 0) {
                survival *= (double) (n - d) / n;
                sum += d < n ? d / ((double) n * (n - d)) : 0;
                steps.add(new Step(day, n, d, survival, survival * Math.sqrt(sum)));
            }
        }
        return new SurvivalCurve(List.copyOf(steps), days.atRisk());
    }

    /// The days on which somebody had the event, in order.
    public List<Step> steps() {
        return steps;
    }

    /// The share still without the event after a day, with its limits; empty if nobody was followed
    /// so far and somebody was left without it.
    ///
    /// Before the first event the limits are those of Clopper and Pearson for the people then at
    /// risk; once nobody is left without the event, the upper limit is that of the step before.
    ///
    /// @param day 0 or later
    /// @param confidence above 0, below 1
    /// @param limits scale on which they are drawn
    /// @throws IllegalArgumentException OGMS-9001 if the confidence is not one, OGMS-9004 if the
    ///   day is negative
    public Optional<Interval> find(int day, double confidence, Limits limits) {
        double z = Deviate.twoSided(confidence);
        if (day < 0) {
            throw new IllegalArgumentException(
                    "OGMS-9004 Asked for the survival on day %d. Ask for 0 or later."
                            .formatted(day));
        }
        int step = lastStepUntil(day);
        boolean ended = step >= 0 && steps.get(step).survival == 0;
        if (day >= atRisk.length && !ended) {
            return Optional.empty();
        }
        return Optional.of(about(step, Math.min(day, atRisk.length - 1), z, confidence, limits));
    }

    private Interval about(int step, int day, double z, double confidence, Limits limits) {
        if (step < 0) {
            Interval none = Interval.ofProbability(0, Math.max(1, atRisk[day]), confidence);
            return new Interval(1, 1 - none.upper(), 1, confidence);
        }
        Step at = steps.get(step);
        if (at.survival > 0) {
            return limits.about(at.survival, at.standardError, z, confidence);
        }
        double upper = 1;
        if (step > 0) {
            Step before = steps.get(step - 1);
            upper = limits.about(before.survival, before.standardError, z, confidence).upper();
        }
        return new Interval(0, 0, upper, confidence);
    }

    private int lastStepUntil(int day) {
        int low = 0;
        int high = steps.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (steps.get(middle).day <= day) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }

    /// The day by which half have had the event, with its limits.
    ///
    /// @param confidence above 0, below 1
    /// @param limits scale of the limits of the curve
    /// @throws IllegalArgumentException OGMS-9001 if the confidence is not one
    public Interval median(double confidence, Limits limits) {
        return quantile(0.5, confidence, limits);
    }

    /// The day by which a share of people have had the event, with the limits of Brookmeyer and
    /// Crowley (1982, doi:10.2307/2530286): the days on which the limits of the curve pass it. As
    /// in R, where the curve runs level at the very share, the middle between the two days. A day
    /// that is not reached is infinite.
    ///
    /// @param share who have had the event, above 0, below 1
    /// @param confidence above 0, below 1
    /// @param limits scale of the limits of the curve
    /// @throws IllegalArgumentException OGMS-9001 if the confidence is not one, OGMS-9002 if the
    ///   share is not
    public Interval quantile(double share, double confidence, Limits limits) {
        double z = Deviate.twoSided(confidence);
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException(
                    "OGMS-9002 A quantile is asked for the share %s. Ask for more than 0 and less than 1."
                            .formatted(share));
        }
        double left = 1 - share;
        double[] estimate = new double[steps.size()];
        double[] lower = new double[steps.size()];
        double[] upper = new double[steps.size()];
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            Interval interval =
                    step.survival > 0
                            ? limits.about(step.survival, step.standardError, z, confidence)
                            : new Interval(0, 0, i == 0 ? 1 : upper[i - 1], confidence);
            estimate[i] = interval.estimate();
            lower[i] = interval.lower();
            upper[i] = interval.upper();
        }
        return new Interval(
                passes(estimate, left), passes(lower, left), passes(upper, left), confidence);
    }

    /// The first day on which a falling curve is at or below a value.
    private double passes(double[] curve, double value) {
        for (int i = 0; i < curve.length; i++) {
            if (curve[i] < value - SAME) {
                return steps.get(i).day;
            }
            if (curve[i] <= value + SAME) {
                int next = i + 1;
                while (next < curve.length && curve[next] >= value - SAME) {
                    next++;
                }
                int until = next < curve.length ? steps.get(next).day : atRisk.length - 1;
                return (steps.get(i).day + until) / 2.0;
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    /// Mean days without the event within a horizon (restricted mean survival time: the area under
    /// the curve; Royston and Parmar 2013, doi:10.1186/1471-2288-13-152), with normal limits; empty
    /// if nobody was followed to the horizon and somebody was left without the event.
    ///
    /// @param horizonDays 1 or later
    /// @param confidence above 0, below 1
    /// @throws IllegalArgumentException OGMS-9001 if the confidence is not one, OGMS-9004 if the
    ///   horizon is not later than day 0
    public Optional<Interval> findRestrictedMean(int horizonDays, double confidence) {
        double z = Deviate.twoSided(confidence);
        if (horizonDays < 1) {
            throw new IllegalArgumentException(
                    "OGMS-9004 The horizon of a mean is day %d. Give 1 or later."
                            .formatted(horizonDays));
        }
        boolean ended = !steps.isEmpty() && steps.getLast().survival == 0;
        if (horizonDays > atRisk.length - 1 && !ended) {
            return Optional.empty();
        }
        double area = 0;
        double variance = 0;
        int until = horizonDays;
        for (int i = lastStepUntil(horizonDays); i >= 0; i--) {
            Step step = steps.get(i);
            area += step.survival * (until - step.day);
            until = step.day;
            if (step.events < step.atRisk) {
                variance +=
                        area
                                * area
                                * step.events
                                / ((double) step.atRisk * (step.atRisk - step.events));
            }
        }
        double mean = area + until;
        double half = z * Math.sqrt(variance);
        return Optional.of(
                new Interval(
                        mean,
                        Math.max(0, mean - half),
                        Math.min(horizonDays, mean + half),
                        confidence));
    }
}
