package org.opengms.maturity;

import org.opengms.planning.statistics.Interval;

/// The score interval of a share (Wilson 1927, doi:10.1080/01621459.1927.10502953; method 3 of
/// Newcombe 1998, doi:10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E). With p =
/// x/n and z the normal quantile, its limits are
///
/// ```
/// (2np + z² ± z √(z² + 4np(1 − p))) / (2(n + z²))
/// ```
///
/// It keeps within 0 and 1 and serves small numbers, none and all.
final class Wilson {
    /// Of the standard normal distribution, for limits that err on either side in 2.5 %.
    static final double Z95 = 1.959963984540054;

    private Wilson() {}

    /// The share with its limits.
    ///
    /// @param count of at least one
    static Interval of(Count count) {
        double n = count.all();
        double p = count.share();
        double z2 = Z95 * Z95;
        double middle = 2 * n * p + z2;
        double half = Z95 * Math.sqrt(z2 + 4 * n * p * (1 - p));
        return new Interval(
                p,
                count.of() == 0 ? 0 : (middle - half) / (2 * (n + z2)),
                count.of() == count.all() ? 1 : (middle + half) / (2 * (n + z2)),
                0.95);
    }
}
