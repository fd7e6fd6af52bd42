package org.opengms.disclosure;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.opengms.disclosure.DisclosureRules.MagnitudeRules;

/// Whether a sum of contributions tells what the largest contributors gave.
public final class Dominance {
    private Dominance() {}

    /// Why a sum is not shown.
    public enum Reason {
        /// Fewer contributors than the rules ask for.
        TOO_FEW_CONTRIBUTORS,
        /// The largest few make most of it: the (n, k) rule.
        FEW_DOMINATE,
        /// The second largest could estimate the largest: the p % rule.
        LARGEST_CAN_BE_ESTIMATED
    }

    /// Judges a sum.
    ///
    /// @param contributions not negative, in minor units (pence, minutes), one for each contributor
    /// @return every reason against it; empty if it may be shown
    /// @throws IllegalArgumentException if one is negative: neither rule means anything then
    public static Set<Reason> judge(long[] contributions, MagnitudeRules rules) {
        long[] sorted = contributions.clone();
        Arrays.sort(sorted);
        if (sorted.length > 0 && sorted[0] < 0) {
            throw new IllegalArgumentException(
                    "OGMS-7512 A contribution is negative, for which dominance is not defined. Judge gains and losses as two sums.");
        }
        Set<Reason> reasons = EnumSet.noneOf(Reason.class);
        long total = 0;
        long contributors = 0;
        for (long contribution : sorted) {
            total = Math.addExact(total, contribution);
            contributors += contribution > 0 ? 1 : 0;
        }
        if (contributors < rules.contributors()) {
            reasons.add(Reason.TOO_FEW_CONTRIBUTORS);
        }
        long largestFew = 0;
        for (int i = 0; i < Math.min(rules.dominant(), sorted.length); i++) {
            largestFew += sorted[sorted.length - 1 - i];
        }
        if (Math.multiplyExact(largestFew, 100L)
                > Math.multiplyExact(total, (long) rules.dominantPercent())) {
            reasons.add(Reason.FEW_DOMINATE);
        }
        if (sorted.length > 0 && total > 0) {
            long first = sorted[sorted.length - 1];
            long second = sorted.length > 1 ? sorted[sorted.length - 2] : 0;
            if (Math.multiplyExact(total - first - second, 100L)
                    < Math.multiplyExact(first, (long) rules.uncertaintyPercent())) {
                reasons.add(Reason.LARGEST_CAN_BE_ESTIMATED);
            }
        }
        return reasons;
    }
}
