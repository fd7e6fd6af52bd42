package org.opengms.evaluation.statistics;

import java.util.List;
import org.opengms.planning.statistics.Interval;

/// A proportion in a population of which only some were observed, when within each stratum it is
/// chance who was: outcomes missing at random given the stratum, records lost in linkage, or a
/// random follow-up of those who did not answer.
///
/// Each stratum's share counts by the stratum's size. The same number results from weighing each
/// observed person by the inverse of the observed share of the stratum (inverse-probability
/// weighting with saturated weights; Horvitz and Thompson 1952,
/// doi:10.1080/01621459.1952.10483446).
///
/// Two questions have different answers. [#ofTheCohort] asks for the share in these very people:
/// where all were observed there is no doubt left. [#ofTheProcess] asks for the probability that
/// made them, which stays in doubt even then.
///
/// The limits are Wilson's for the effective number of observations, with Student's deviate for the
/// degrees of freedom of Satterthwaite (Kott and Carr 1997, *Developing an estimation strategy for
/// a pesticide data program*, Journal of Official Statistics 13:367–383; compared by Dean and
/// Pagano 2015, doi:10.1093/jssam/smv024). In the variance each stratum's share is drawn towards ½
/// by one observation, so that a small stratum without events does not pass for certain.
///
/// @param strata that together are the population
public record StratifiedProportion(List<Stratum> strata) {

    /// A part of the population within which it is chance who was observed.
    ///
    /// @param size people in the stratum
    /// @param observed of them, at least 1 if there is anybody
    /// @param events among the observed
    public record Stratum(long size, long observed, long events) {
        /// Checks the counts.
        ///
        /// @throws IllegalArgumentException OGMS-9000 if the counts contradict each other,
        ///   OGMS-9003 if nobody was observed
        public Stratum {
            Given.count("Size of a stratum", size, 0);
            if (observed < 0 || observed > size) {
                throw new IllegalArgumentException(
                        "OGMS-9000 Stratum: %d observed of %d. Give 0 to all of them."
                                .formatted(observed, size));
            }
            Given.events("Stratum", events, observed);
            if (size > 0 && observed == 0) {
                throw new IllegalArgumentException(
                        ("OGMS-9003 Nobody of %d was observed in a stratum: its share is not known."
                                        + " Join it to another, or report bounds (MissingOutcomes).")
                                .formatted(size));
            }
        }

        private double share() {
            return (double) events / observed;
        }

        private double drawnShare() {
            return (events + 0.5) / (observed + 1);
        }
    }

    /// Checks that there is anybody.
    ///
    /// @throws IllegalArgumentException OGMS-9000 if the population is empty
    public StratifiedProportion {
        strata = List.copyOf(strata);
        Given.count("Size of all strata", strata.stream().mapToLong(Stratum::size).sum(), 1);
    }

    /// A population by its strata.
    ///
    /// @param strata that together are the population
    /// @throws IllegalArgumentException OGMS-9000 if the population is empty
    public static StratifiedProportion of(List<Stratum> strata) {
        return new StratifiedProportion(strata);
    }

    /// People in all strata.
    public long size() {
        return strata.stream().mapToLong(Stratum::size).sum();
    }

    /// The share of events, as if all had been observed: Σ size × share / Σ size.
    public double estimate() {
        double events = 0;
        for (Stratum stratum : strata) {
            if (stratum.size > 0) {
                events += stratum.size * stratum.share();
            }
        }
        return events / size();
    }

    /// Of the estimate about the share in these very people: Σ W² (1 − observed/size) p(1 − p) /
    /// (observed − 1), Cochran, *Sampling Techniques* (1977), 5.
    public double varianceOfTheCohort() {
        double variance = 0;
        for (Stratum stratum : strata) {
            if (stratum.size > stratum.observed) {
                double weight = (double) stratum.size / size();
                double p = stratum.share();
                variance +=
                        weight
                                * weight
                                * (1 - (double) stratum.observed / stratum.size)
                                * (p * (1 - p) / Math.max(1, stratum.observed - 1));
            }
        }
        return variance;
    }

    /// Of the estimate about the probability that made these people: Σ W² p(1 − p) / observed + Σ W
    /// (p − p̄)² / size.
    public double varianceOfTheProcess() {
        double within = 0;
        double between = 0;
        double mean = estimate();
        for (Stratum stratum : strata) {
            if (stratum.size > 0) {
                double weight = (double) stratum.size / size();
                double p = stratum.share();
                within += weight * weight * p * (1 - p) / stratum.observed;
                between += weight * (p - mean) * (p - mean);
            }
        }
        return within + between / size();
    }

    /// The share of events in these very people.
    ///
    /// @param confidence above 0, below 1
    /// @throws IllegalArgumentException OGMS-9001 if the confidence is not one
    public Interval ofTheCohort(double confidence) {
        Given.confidence(confidence);
        double[] part = new double[strata.size()];
        for (int h = 0; h < part.length; h++) {
            Stratum stratum = strata.get(h);
            if (stratum.size > stratum.observed) {
                double weight = (double) stratum.size / size();
                double p = stratum.drawnShare();
                part[h] =
                        weight
                                * weight
                                * (1 - (double) stratum.observed / stratum.size)
                                * (p * (1 - p) / stratum.observed);
            }
        }
        return limits(part, 0, confidence);
    }

    /// The probability of the event in the process that made these people.
    ///
    /// @param confidence above 0, below 1
    /// @throws IllegalArgumentException OGMS-9001 if the confidence is not one
    public Interval ofTheProcess(double confidence) {
        Given.confidence(confidence);
        double[] part = new double[strata.size()];
        double between = 0;
        double mean = estimate();
        for (int h = 0; h < part.length; h++) {
            Stratum stratum = strata.get(h);
            if (stratum.size > 0) {
                double weight = (double) stratum.size / size();
                double p = stratum.drawnShare();
                part[h] = weight * weight * p * (1 - p) / stratum.observed;
                between += weight * (stratum.share() - mean) * (stratum.share() - mean);
            }
        }
        return limits(part, between / size(), confidence);
    }

    private Interval limits(double[] part, double between, double confidence) {
        double estimate = estimate();
        double variance = between;
        double squares = between * between / size();
        double drawn = 0;
        for (int h = 0; h < part.length; h++) {
            Stratum stratum = strata.get(h);
            if (stratum.size > 0) {
                drawn += stratum.size * stratum.drawnShare() / size();
                variance += part[h];
                squares += part[h] * part[h] / stratum.observed;
            }
        }
        if (variance == 0) {
            return new Interval(estimate, estimate, estimate, confidence);
        }
        double freedom = Math.max(1, variance * variance / squares);
        double effective = drawn * (1 - drawn) / variance;
        return Proportion.score(
                estimate, effective, Deviate.ofStudent(freedom, confidence), confidence);
    }
}
