package org.opengms.maturity;

import java.util.List;
import java.util.OptionalDouble;
import org.opengms.planning.statistics.Interval;

/// What a small site's share most likely is, given what all sites are like: empirical Bayes with a
/// beta distribution of the sites' true shares, fitted by moments (Kleinman 1973,
/// doi:10.1080/01621459.1973.10481332; Marshall 1991, doi:10.2307/2347593).
///
/// With m the share of all orders, n̄ the mean number of a site's orders and s² the mean squared
/// distance of the sites' shares from m, weighted by their orders, the distribution is worth
///
/// ```
/// M = (m(1 − m) − s²) / (s² − m(1 − m)/n̄)   orders
/// ```
///
/// at least 0.1, and a site with x of n has the share (x + mM)/(n + M). Where the sites differ by
/// no more than chance (s² not above m(1 − m)/n̄), every site has the share of all.
final class Shrinkage {
    private static final double CONFIDENCE = 0.95;

    /// Where sites have all or nothing, the others say next to nothing of one.
    private static final double LEAST = 0.1;

    private static final double BEYOND_ROUNDING = 1 + 1e-9;

    private final Count all;
    private final OptionalDouble worth;

    private Shrinkage(Count all, OptionalDouble worth) {
        this.all = all;
        this.worth = worth;
    }

    /// Fits the distribution.
    ///
    /// @param sites the counts of each; those of none are passed over
    static Shrinkage of(List<Count> sites) {
        List<Count> counted = sites.stream().filter(c -> c.all() > 0).toList();
        Count all = counted.stream().reduce(Count.NONE, Count::plus);
        if (counted.isEmpty()) {
            return new Shrinkage(all, OptionalDouble.empty());
        }
        double m = all.share();
        double spread = 0;
        for (Count site : counted) {
            spread += site.all() * (site.share() - m) * (site.share() - m);
        }
        double squared = spread / all.all();
        double chance = m * (1 - m) * counted.size() / all.all();
        return new Shrinkage(
                all,
                squared > chance * BEYOND_ROUNDING
                        ? OptionalDouble.of(
                                Math.max(LEAST, (m * (1 - m) - squared) / (squared - chance)))
                        : OptionalDouble.empty());
    }

    /// How many orders of a site's own the knowledge of the others is worth; absent where they do
    /// not differ by more than chance, so that it is worth any number.
    OptionalDouble worth() {
        return worth;
    }

    /// A site's share, with the limits between which it lies with a chance of 95 %; of all sites
    /// together where they do not differ.
    ///
    /// @param site its counts, which may be of none
    Interval of(Count site) {
        if (worth.isEmpty()) {
            return all.all() == 0 ? new Interval(0, 0, 1, CONFIDENCE) : Wilson.of(all);
        }
        double strength = worth.getAsDouble();
        return Interval.ofBeta(
                all.share() * strength + site.of(),
                (1 - all.share()) * strength + site.all() - site.of(),
                CONFIDENCE);
    }
}
