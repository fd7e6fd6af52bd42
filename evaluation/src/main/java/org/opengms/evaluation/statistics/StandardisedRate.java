package org.opengms.evaluation.statistics;

import java.util.List;
import org.apache.commons.statistics.distribution.GammaDistribution;
import org.opengms.planning.statistics.Interval;

/// The rate a group would have had, were it made up like a standard population (direct
/// standardisation): Σ weight × events / exposure / Σ weight, over bands of people, such as those
/// of age and sex. Rates of two groups by one standard are comparable.
///
/// In the unit of the exposure: events per person-year, or per test. Events are Poisson's.
///
/// @param bands of people
public record StandardisedRate(List<Band> bands) {

    /// People of one kind, such as a band of age and sex.
    ///
    /// @param events among them
    /// @param exposure such as person-years or tests, above 0
    /// @param weight in the standard population, 0 or more, in any unit
    public record Band(long events, double exposure, double weight) {
        /// Checks the numbers.
        ///
        /// @throws IllegalArgumentException OGMS-9000 if the events are negative, OGMS-9002 if the
        ///   exposure or weight is none
        public Band {
            Given.count("Events of a band", events, 0);
            Given.positive("The exposure of a band", exposure);
            Given.finite("The weight of a band", weight);
            if (weight < 0) {
                throw new IllegalArgumentException(
                        "OGMS-9002 The weight of a band is %s. Give 0 or more.".formatted(weight));
            }
        }
    }

    /// Checks that there is a weight.
    ///
    /// @throws IllegalArgumentException OGMS-9002 if all weights are 0
    public StandardisedRate {
        bands = List.copyOf(bands);
        Given.positive("The weight of all bands", bands.stream().mapToDouble(Band::weight).sum());
    }

    /// A rate by its bands.
    ///
    /// @param bands of people
    /// @throws IllegalArgumentException OGMS-9002 if all weights are 0
    public static StandardisedRate of(List<Band> bands) {
        return new StandardisedRate(bands);
    }

    /// The rate itself.
    public double estimate() {
        return bands.stream().mapToDouble(c -> c.events * factor(c)).sum();
    }

    /// Of the rate: Σ factor² × events.
    public double variance() {
        return bands.stream().mapToDouble(c -> c.events * factor(c) * factor(c)).sum();
    }

    /// How much one event of a band adds to the rate.
    private double factor(Band of) {
        return of.weight / of.exposure / bands.stream().mapToDouble(Band::weight).sum();
    }

    /// Limits of the gamma distribution, which do not err more often than they say where events are
    /// few and weights differ: Fay and Feuer (1997,
    /// doi:10.1002/(SICI)1097-0258(19970415)16:7<791::AID-SIM500>3.0.CO;2-#).
    ///
    /// @param confidence above 0, below 1
    /// @throws IllegalArgumentException OGMS-9001 if the confidence is not one
    public Interval fayFeuer(double confidence) {
        Given.confidence(confidence);
        double each = (1 - confidence) / 2;
        double rate = estimate();
        double variance = variance();
        double most = bands.stream().mapToDouble(this::factor).max().orElse(0);
        double lower =
                rate == 0
                        ? 0
                        : GammaDistribution.of(rate * rate / variance, variance / rate)
                                .inverseCumulativeProbability(each);
        double more = rate + most;
        double moreVariance = variance + most * most;
        double upper =
                GammaDistribution.of(more * more / moreVariance, moreVariance / more)
                        .inverseSurvivalProbability(each);
        return new Interval(rate, lower, upper, confidence);
    }

    /// Limits that scale Byar's for the number of events: Dobson, Kuulasmaa, Eberle and Scherer
    /// (1991, doi:10.1002/sim.4780100317); those of English public health profiles.
    ///
    /// @param confidence above 0, below 1
    /// @throws IllegalArgumentException OGMS-9001 if the confidence is not one, OGMS-9007 if there
    ///   is no event, where the scale is not defined
    public Interval dobson(double confidence) {
        long events = bands.stream().mapToLong(Band::events).sum();
        Interval byar = StandardisedRatio.byarOfCount(events, confidence);
        double variance = variance();
        if (variance == 0) {
            throw new IllegalArgumentException(
                    ("OGMS-9007 The limits of Dobson are asked of a rate with %d events that count. Ask"
                                    + " for those of Fay and Feuer.")
                            .formatted(events));
        }
        double scale = Math.sqrt(variance / events);
        double rate = estimate();
        return new Interval(
                rate,
                Math.max(0, rate + scale * (byar.lower() - events)),
                rate + scale * (byar.upper() - events),
                confidence);
    }
}
