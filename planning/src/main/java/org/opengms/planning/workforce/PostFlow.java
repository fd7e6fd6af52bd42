package org.opengms.planning.workforce;

import org.opengms.planning.network.ServiceScenario;

/// The people of a post over a quarter: moves happen on its first day, hires join evenly, leavers
/// leave at a constant rate. All in whole-time equivalents.
///
/// @param before in post at the end of the quarter before
/// @param qualified who join on the first day, from training
/// @param returned who come back on the first day from training for another role
/// @param moved who leave on the first day, to be trained for another role
/// @param hired who join over the quarter
/// @param left who leave over the quarter
/// @param after in post at its end
/// @param mean in post, averaged over the quarter
record PostFlow(
        double before,
        double qualified,
        double returned,
        double moved,
        double hired,
        double left,
        double after,
        double mean) {
    /// A quarter in years.
    static final double YEARS = ServiceScenario.QUARTER_DAYS / 365.25;

    /// Works a quarter out. With rate r = −ln(1 − turnover) the people n follow n′ = h − r n.
    static PostFlow of(
            double before,
            double qualified,
            double returned,
            double moved,
            double hiresPerYear,
            double turnoverPerYear) {
        double start = before + qualified + returned - moved;
        double rate = -Math.log1p(-turnoverPerYear);
        double z = rate * YEARS;
        double kept = Math.exp(-z);
        double after = start * kept + hiresPerYear * YEARS * part(z);
        double mean = start * part(z) + hiresPerYear * YEARS * secondPart(z);
        return new PostFlow(
                before,
                qualified,
                returned,
                moved,
                hiresPerYear * YEARS,
                rate * mean * YEARS,
                after,
                mean);
    }

    /// (1 − e^−z) / z.
    static double part(double z) {
        return z < 1e-8 ? 1 - z / 2 : -Math.expm1(-z) / z;
    }

    /// (1 − (1 − e^−z) / z) / z.
    private static double secondPart(double z) {
        return z < 1e-4 ? 0.5 - z / 6 + z * z / 24 : (1 - part(z)) / z;
    }
}
