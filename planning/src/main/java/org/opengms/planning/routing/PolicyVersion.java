package org.opengms.planning.routing;

import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.opengms.datafile.DataFile;

/// A routing policy that an operator has signed.
///
/// @param version its name
/// @param effectiveFrom the first day of its effect
/// @param approval who signed it
/// @param rule weights of the score
/// @param pessimism on which capacity promises count: 0 the expected, 1 that of the fifth
///   percentile
/// @param staleShareADay what each day since a declaration ceased to be fresh takes from the
///   capacity that promises count on, as a share
/// @param urgentShare the share of capacity that only urgent requests may be promised
/// @param urgencyWeight what the benefit of an urgent request is multiplied by
/// @param paperClerkMinutes what typing in a paper order takes
/// @param kinds scale and days on the way by kind of resource; a kind that is not named has no
///   price
public record PolicyVersion(
        String version,
        LocalDate effectiveFrom,
        Approval approval,
        ScoreRule rule,
        double pessimism,
        double staleShareADay,
        double urgentShare,
        double urgencyWeight,
        double paperClerkMinutes,
        Map<ResourceKind, KindWeight> kinds)
        implements Version {
    /// The file form of a policy.
    public static final DataFile<PolicyVersion> FILE =
            new DataFile<>(
                    PolicyVersion.class, "a routing policy", "OGMS-6220", UnaryOperator.identity());

    /// @throws IllegalArgumentException if a figure is out of its range
    public PolicyVersion {
        kinds = java.util.Collections.unmodifiableMap(new TreeMap<>(kinds));
        if (version.isBlank()
                || !(pessimism >= 0)
                || !(staleShareADay >= 0 && staleShareADay <= 1)
                || !(urgentShare >= 0 && urgentShare < 1)
                || !(urgencyWeight >= 1)
                || !(paperClerkMinutes >= 0)
                || !Double.isFinite(pessimism + urgencyWeight + paperClerkMinutes)) {
            throw new IllegalArgumentException(
                    "OGMS-6221 Policy \"%s\" has pessimism %s (0 or more), stale share %s (0 to 1), urgent share %s (0 to below 1), urgency weight %s (1 or more), clerk minutes %s (0 or more). Bring each into its range, and give it a version."
                            .formatted(
                                    version,
                                    pessimism,
                                    staleShareADay,
                                    urgentShare,
                                    urgencyWeight,
                                    paperClerkMinutes));
        }
    }

    /// How much a kind of resource weighs.
    ///
    /// @param scale the need whose price is one for each day of queue; the mean daily capacity of
    ///   an average laboratory makes V mean the same for all kinds
    /// @param onTheWayDays days of queue that cost nothing, because no decision can shorten them
    public record KindWeight(double scale, double onTheWayDays) {
        /// @throws IllegalArgumentException if the scale is not positive or the days negative
        public KindWeight {
            if (!(scale > 0)
                    || !(onTheWayDays >= 0)
                    || !Double.isFinite(scale)
                    || !Double.isFinite(onTheWayDays)) {
                throw new IllegalArgumentException(
                        "OGMS-6222 A kind of resource has scale %s and %s days on the way. The first must be more than 0, the second 0 or more."
                                .formatted(scale, onTheWayDays));
            }
        }
    }
}
