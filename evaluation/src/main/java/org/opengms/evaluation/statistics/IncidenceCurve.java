package org.opengms.evaluation.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opengms.planning.statistics.Interval;

/// The share of people who have had the event of one cause by each day, while other causes compete
/// with it: the cumulative incidence by Aalen and Johansen (1978, *An empirical transition matrix
/// for non-homogeneous Markov chains based on censored observations*, Scandinavian Journal of
/// Statistics 5:141–150): F(t) = Σ S(t−) d/n.
///
/// The variance is that of Greenwood's kind, by the delta method (Marubini and Valsecchi,
/// *Analysing Survival Data from Clinical Trials and Observational Studies*, 1995; Pintilie 2006,
/// *Competing Risks*, doi:10.1002/9780470870709, 4.2): with one cause only it is Greenwood's.
public final class IncidenceCurve {
    private final List<Step> steps;
    private final long[] atRisk;
    private final boolean ended;

    private IncidenceCurve(List<Step> steps, long[] atRisk, boolean ended) {
        this.steps = steps;
        this.atRisk = atRisk;
        this.ended = ended;
    }

    /// A day on which somebody had an event of any cause.
    ///
    /// @param day since the start
    /// @param atRisk people under observation on it
    /// @param events of this cause on it
    /// @param competing events of other causes on it
    /// @param incidence of this cause until the day, inclusive, 0 to 1
    /// @param standardError of the incidence
    public record Step(
            int day,
            long atRisk,
            long events,
            long competing,
            double incidence,
            double standardError) {}

    static IncidenceCurve of(TimeToEvent.Days days, int cause) {
        List<Step> steps = new ArrayList<>();
        double survival = 1;
        double incidence = 0;
        // With G(j) = d / (n(n − d)), and K(j) = S(j−) dₖ / n²:
        // Var F(t) = Σ (F(t) − F(j))² G(j) + Σ S² dₖ(n − dₖ)/n³ − 2 Σ (F(t) − F(j)) K(j),
        // kept as sums of powers of F(j), so that every day costs the same.
        double sumG = 0;
        double sumGf = 0;
        double sumGff = 0;
        double sumOwn = 0;
        double sumK = 0;
        double sumKf = 0;
        for (int day = 0; day < days.events().length; day++) {
            long d = days.events()[day];
            if (d == 0) {
                continue;
            }
            double n = days.atRisk()[day];
            double dk = days.byCause()[cause][day];
            incidence += survival * dk / n;
            double g = d < n ? d / (n * (n - d)) : 0;
            sumG += g;
            sumGf += g * incidence;
            sumGff += g * incidence * incidence;
            sumOwn += survival * survival * dk * (n - dk) / (n * n * n);
            double k = survival * dk / (n * n);
            sumK += k;
            sumKf += k * incidence;
            survival *= (n - d) / n;
            double variance =
                    incidence * incidence * sumG
                            - 2 * incidence * sumGf
                            + sumGff
                            + sumOwn
                            - 2 * (incidence * sumK - sumKf);
            steps.add(
                    new Step(
                            day,
                            days.atRisk()[day],
                            days.byCause()[cause][day],
                            d - days.byCause()[cause][day],
                            incidence,
                            Math.sqrt(Math.max(0, variance))));
        }
        return new IncidenceCurve(List.copyOf(steps), days.atRisk(), survival == 0);
    }

    /// The days on which somebody had an event of any cause, in order.
    public List<Step> steps() {
        return steps;
    }

    /// The share who have had the event of this cause by a day, inclusive, with its limits; empty
    /// if nobody was followed so far and somebody was left without any event.
    ///
    /// Before the first event of the cause the limits are those of Clopper and Pearson for the
    /// people then at risk.
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
                    "OGMS-9004 Asked for the incidence on day %d. Ask for 0 or later."
                            .formatted(day));
        }
        if (day >= atRisk.length && !ended) {
            return Optional.empty();
        }
        Step last = null;
        for (Step step : steps) {
            if (step.day > day) {
                break;
            }
            last = step;
        }
        if (last == null || last.incidence == 0) {
            long people = Math.max(1, atRisk[Math.min(day, atRisk.length - 1)]);
            return Optional.of(Interval.ofProbability(0, people, confidence));
        }
        if (last.incidence >= 1) {
            return Optional.of(new Interval(1, 0, 1, confidence));
        }
        return Optional.of(limits.about(last.incidence, last.standardError, z, confidence));
    }
}
