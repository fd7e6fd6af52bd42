package org.opengms.evaluation.statistics;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.numbers.gamma.LogBeta;
import org.opengms.planning.statistics.Interval;

/// The proportions of many sites, each drawn towards the mean of all the more the smaller it is: 1
/// of 2 is no evidence of a half. Sites' true values are taken to be distributed as Beta(α, β); α
/// and β are those under which the sites' counts are most probable (beta-binomial, empirical Bayes;
/// Casella 1985, doi:10.1080/00031305.1985.10479400).
///
/// If sites differ by no more than chance, all are drawn to the mean of all. The limits of a site
/// are quantiles of its posterior distribution, with α and β as known: of few sites they are too
/// narrow.
///
/// @param sites in the order given
/// @param mean of the sites' true values, α / (α + β)
/// @param priorTrials α + β: as many trials as the knowledge of the other sites is worth; infinite
///   where sites do not differ
public record ShrunkenProportions(List<Proportion> sites, double mean, double priorTrials) {
    /// Beyond this the Beta distribution is a point for every purpose here.
    private static final double MOST = 1e7;

    /// Checks the numbers.
    ///
    /// @throws IllegalArgumentException OGMS-9012 if they are none
    public ShrunkenProportions {
        sites = List.copyOf(sites);
        if (!(mean >= 0 && mean <= 1 && priorTrials > 0)) {
            throw new IllegalArgumentException(
                    "OGMS-9012 Sites are drawn to %s by %s trials. Give 0 to 1, and more than 0."
                            .formatted(mean, priorTrials));
        }
    }

    /// Fits α and β.
    ///
    /// @param sites two or more
    /// @throws IllegalArgumentException OGMS-9012 if there are fewer
    public static ShrunkenProportions of(List<Proportion> sites) {
        if (sites.size() < 2) {
            throw new IllegalArgumentException(
                    "OGMS-9012 %d sites are to be drawn towards their mean. Give two or more."
                            .formatted(sites.size()));
        }
        long events = sites.stream().mapToLong(Proportion::events).sum();
        long trials = sites.stream().mapToLong(Proportion::trials).sum();
        double pooled = (double) events / trials;
        if (events == 0 || events == trials) {
            return new ShrunkenProportions(sites, pooled, Double.POSITIVE_INFINITY);
        }
        DoubleUnaryOperator byTrials =
                log -> {
                    double prior = Math.exp(log);
                    return logLikelihood(sites, bestMean(sites, prior), prior);
                };
        double log = greatest(byTrials, Math.log(1e-3), Math.log(MOST));
        double prior = Math.exp(log);
        double binomial = 0;
        for (Proportion site : sites) {
            binomial +=
                    site.events() * Math.log(pooled)
                            + (site.trials() - site.events()) * Math.log1p(-pooled);
        }
        return binomial >= byTrials.applyAsDouble(log) - 1e-9
                ? new ShrunkenProportions(sites, pooled, Double.POSITIVE_INFINITY)
                : new ShrunkenProportions(sites, bestMean(sites, prior), prior);
    }

    private static double bestMean(List<Proportion> sites, double prior) {
        double logit =
                greatest(
                        candidate -> logLikelihood(sites, 1 / (1 + Math.exp(-candidate)), prior),
                        -16,
                        16);
        return 1 / (1 + Math.exp(-logit));
    }

    private static double logLikelihood(List<Proportion> sites, double mean, double prior) {
        double alpha = mean * prior;
        double beta = (1 - mean) * prior;
        double of = LogBeta.value(alpha, beta);
        double sum = 0;
        for (Proportion site : sites) {
            sum +=
                    LogBeta.value(alpha + site.events(), beta + (site.trials() - site.events()))
                            - of;
        }
        return sum;
    }

    /// Where a function with one summit is greatest, by golden sections.
    private static double greatest(DoubleUnaryOperator function, double from, double to) {
        double low = from;
        double high = to;
        double golden = (Math.sqrt(5) - 1) / 2;
        double a = high - golden * (high - low);
        double b = low + golden * (high - low);
        double ofA = function.applyAsDouble(a);
        double ofB = function.applyAsDouble(b);
        while (high - low > 1e-8) {
            if (ofA > ofB) {
                high = b;
                b = a;
                ofB = ofA;
                a = high - golden * (high - low);
                ofA = function.applyAsDouble(a);
            } else {
                low = a;
                a = b;
                ofA = ofB;
                b = low + golden * (high - low);
                ofB = function.applyAsDouble(b);
            }
        }
        return (low + high) / 2;
    }

    /// A site's proportion, drawn towards the mean: (events + α) / (trials + α + β), with limits.
    ///
    /// @param site its place in the order given
    /// @param confidence above 0, below 1
    /// @throws IllegalArgumentException OGMS-9001 if the confidence is not one, OGMS-9012 if there
    ///   is no such site
    public Interval of(int site, double confidence) {
        Given.confidence(confidence);
        if (site < 0 || site >= sites.size()) {
            throw new IllegalArgumentException(
                    "OGMS-9012 Asked for site %d of %d. Ask from 0 to their number less one."
                            .formatted(site, sites.size()));
        }
        if (Double.isInfinite(priorTrials)) {
            return new Interval(mean, mean, mean, confidence);
        }
        Proportion own = sites.get(site);
        return Interval.ofBeta(
                mean * priorTrials + own.events(),
                (1 - mean) * priorTrials + (own.trials() - own.events()),
                confidence);
    }
}
