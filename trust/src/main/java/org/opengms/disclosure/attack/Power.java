package org.opengms.disclosure.attack;

import java.util.Arrays;
import java.util.Locale;

/// How often a test tells a member for one, at a given share of false alarms.
///
/// @param value from 0 to 1
/// @param low of the 95 % interval
/// @param high of the 95 % interval
public record Power(double value, double low, double high) {
    /// Share of false alarms in all attacks.
    public static final double FALSE_ALARMS = 0.05;

    /// The power of a test whose threshold is set on non-members so that just 5 % of them are taken
    /// for members. Where scores tie at the threshold it draws lots, as the most powerful test
    /// does.
    ///
    /// @param members scores; the higher the more like a member
    /// @param others scores of non-members
    public static Power of(double[] members, double[] others) {
        double[] sorted = others.clone();
        Arrays.sort(sorted);
        int allowed = (int) Math.round(FALSE_ALARMS * sorted.length);
        double threshold = sorted[Math.max(0, sorted.length - 1 - allowed)];
        double above = share(others, threshold, false);
        double tied = share(others, threshold, true) - above;
        double lots = tied == 0 ? 0 : Math.clamp((FALSE_ALARMS - above) / tied, 0, 1);
        double sure = share(members, threshold, false);
        double value = sure + lots * (share(members, threshold, true) - sure);
        // The threshold is itself measured on the others: both samples add to the uncertainty.
        double spread =
                Math.sqrt(
                        value * (1 - value) / members.length
                                + FALSE_ALARMS * (1 - FALSE_ALARMS) / others.length);
        return new Power(
                value, Math.max(0, value - 1.96 * spread), Math.min(1, value + 1.96 * spread));
    }

    private static double share(double[] scores, double threshold, boolean tiesToo) {
        int count = 0;
        for (double score : scores) {
            boolean tie = Math.abs(score - threshold) < 1e-9;
            count += (score > threshold && !tie) || (tie && tiesToo) ? 1 : 0;
        }
        return count / (double) scores.length;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.3f [%.3f, %.3f]", value, low, high);
    }
}
