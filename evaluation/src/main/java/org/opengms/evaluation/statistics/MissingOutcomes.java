package org.opengms.evaluation.statistics;

import org.opengms.planning.statistics.Interval;

/// A proportion of which some outcomes are missing for a reason nobody knows: it is not identified,
/// and all that can be said without an assumption is between which bounds it lies (Manski 1990,
/// *Nonparametric bounds on treatment effects*, American Economic Review 80:319–323): none of the
/// missing had the event, or all of them.
///
/// ```
///   0 ├────────┤events / all ▒▒▒▒▒▒▒▒ (events + missing) / all├───────────┤ 1
///              ◄─ limits ─►  identified    ◄─ limits ─►
///                              set
/// ```
///
/// @param events among the outcomes that are known
/// @param known outcomes
/// @param missing outcomes, 0 or more
public record MissingOutcomes(long events, long known, long missing) {
    /// Checks the counts.
    ///
    /// @throws IllegalArgumentException OGMS-9000 if a count is negative, there are more events
    ///   than known outcomes, or there is nobody
    public MissingOutcomes {
        Given.count("Missing outcomes", missing, 0);
        Given.events("Known outcomes", events, known);
        Given.count("Known and missing outcomes", known + missing, 1);
    }

    /// All whose outcome is known or missing.
    public long all() {
        return known + missing;
    }

    /// The share of events in these very people lies between these, for certain.
    public Bounds worstCase() {
        return new Bounds((double) events / all(), (double) (events + missing) / all());
    }

    /// Limits that hold the *true probability*, wherever between the bounds it is, with at least
    /// the confidence: Imbens and Manski (2004, doi:10.1111/j.1468-0262.2004.00555.x). Where much
    /// is missing only one end can err at a time, so the deviate falls from the two-sided (1.96) to
    /// the one-sided (1.645) one. The limits about each end are Wilson's, which keep their
    /// confidence where events are rare.
    ///
    /// @param confidence above 0, below 1
    /// @throws IllegalArgumentException OGMS-9001 if the confidence is not one
    public Bounds ofTheTrueValue(double confidence) {
        double widest = Deviate.twoSided(confidence);
        Bounds set = worstCase();
        double spread = Math.max(deviation(set.lower()), deviation(set.upper()));
        double shift = spread == 0 ? 0 : Math.sqrt((double) all()) * set.width() / spread;
        double low = 0;
        double high = widest;
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            double held = Deviate.below(middle + shift) - Deviate.below(-middle);
            if (held < confidence) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return about(set, high, confidence);
    }

    /// Limits that hold *the whole identified set*, both ends at once, with at least the confidence
    /// (Horowitz and Manski 2000, doi:10.1080/01621459.2000.10473902). Wider than
    /// [#ofTheTrueValue].
    ///
    /// @param confidence above 0, below 1
    /// @throws IllegalArgumentException OGMS-9001 if the confidence is not one
    public Bounds ofTheIdentifiedSet(double confidence) {
        return about(worstCase(), Deviate.twoSided(confidence), confidence);
    }

    private Bounds about(Bounds set, double deviate, double confidence) {
        Interval least = Proportion.score(set.lower(), (double) all(), deviate, confidence);
        Interval most = Proportion.score(set.upper(), (double) all(), deviate, confidence);
        return new Bounds(least.lower(), most.upper());
    }

    private static double deviation(double p) {
        return Math.sqrt(p * (1 - p));
    }
}
