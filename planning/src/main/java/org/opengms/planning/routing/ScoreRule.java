package org.opengms.planning.routing;

/// The score of one way to serve a request: drift plus penalty with a virtual queue for fairness.
///
/// ```
/// score = V · (b − transfer) + push · max(b, 0) − Σ over resources r of max(0, Q[r] / m[r] − w[r]) · A[r] / s[r]
/// push  = fairness weight · lag, at least −cap and at most cap
/// lag   = share of its class served · eligible requests of the group − served requests of the group
/// ```
///
/// b is the incremental expected benefit (expected diagnoses beyond the best conventional test,
/// times the weight of urgency); Q the work committed and not yet done, m the mean capacity of a
/// day, so Q/m days of queue; w the days of it that are merely on their way and that no decision
/// can shorten (samples in preparation, a flow cell that fills, reports not yet due to begin); A
/// the work that the request would add; s the scale of the resource's kind. A change of a
/// resource's unit changes Q, m, A and s alike and no score. The lag is negative for a group that
/// is ahead; benefit below nothing is not pushed, so that a group further behind never scores
/// lower.
///
/// A request is served only while its score is above that of doing without, so that on every sample
/// path, whatever arrives and whatever capacity does, `Q[r] ≤ m[r] · (w[r] + (V + cap) · s[r] ·
/// max(b / A[r])) + max A[r]` after each admission.
///
/// The method and its guarantees (value within O(1/V) of the best, queues of O(V)) are those of M.
/// J. Neely, *Stochastic Network Optimization with Application to Communication and Queueing
/// Systems* (2010), chapter 4. The live router and the trial of policies both call this rule.
///
/// @param v how much benefit counts against queues, in days of queue for each expected diagnosis
///   and unit of scale
/// @param fairnessWeight what a request's lag adds to V
/// @param fairnessCap the most that lag may add to V, or being ahead take from it
/// @param transferCost what sending a sample to another laboratory costs, in expected diagnoses
public record ScoreRule(double v, double fairnessWeight, double fairnessCap, double transferCost) {
    /// @throws IllegalArgumentException if a weight is negative or not finite, V is not positive,
    ///   or the cap is V or more, so that a group ahead of others would be worth nothing
    public ScoreRule {
        if (!(v > 0) || !Double.isFinite(v)) {
            throw new IllegalArgumentException(
                    "OGMS-6201 V is %s. It must be more than 0 and finite.".formatted(v));
        }
        for (double weight : new double[] {fairnessWeight, fairnessCap, transferCost}) {
            if (!(weight >= 0) || !Double.isFinite(weight)) {
                throw new IllegalArgumentException(
                        "OGMS-6202 Fairness weight %s, fairness cap %s and transfer cost %s must be 0 or more and finite."
                                .formatted(fairnessWeight, fairnessCap, transferCost));
            }
        }
        if (fairnessCap >= v) {
            throw new IllegalArgumentException(
                    "OGMS-6228 The fairness cap %s is not less than V %s, so a group ahead would be worth nothing. Lower the cap."
                            .formatted(fairnessCap, v));
        }
    }

    /// What a group's lag adds to V.
    ///
    /// @param lagRequests how many requests the group is behind its fair share
    public double push(double lagRequests) {
        return Math.clamp(fairnessWeight * lagRequests, -fairnessCap, fairnessCap);
    }

    /// What serving a request is worth, before what it costs in queues.
    ///
    /// @param benefit incremental expected benefit, in expected diagnoses
    /// @param transferred whether the sample goes to another laboratory
    /// @param push of its group
    public double worth(double benefit, boolean transferred, double push) {
        return v * (transferred ? benefit - transferCost : benefit) + push * Math.max(benefit, 0);
    }

    /// How far a group is behind the share of its class, in requests; negative if it is ahead.
    ///
    /// @param served of the group
    /// @param eligible of the group
    /// @param servedOfClass of all groups of the class
    /// @param eligibleOfClass of all groups of the class
    public static double lag(long served, long eligible, long servedOfClass, long eligibleOfClass) {
        return eligibleOfClass == 0
                ? 0
                : (double) servedOfClass / eligibleOfClass * eligible - served;
    }

    /// The price of what a request needs of one resource. More queue never lowers it.
    ///
    /// @param queue work committed and not done
    /// @param meanPerDay mean capacity of a day, in the same unit
    /// @param onTheWayDays days of the queue that cost nothing
    /// @param need work that the request adds
    /// @param scale of the resource's kind
    public static double price(
            double queue, double meanPerDay, double onTheWayDays, double need, double scale) {
        return Math.max(0, queue / meanPerDay - onTheWayDays) * (need / scale);
    }

    /// What a queue cannot exceed after an admission, in days of the resource's mean capacity.
    ///
    /// @param onTheWayDays days of the queue that cost nothing
    /// @param scale of the resource's kind
    /// @param mostBenefitPerNeed the largest benefit of any request over its need
    /// @param largestNeedDays the largest need of any request over the mean capacity of a day
    public double backlogBoundDays(
            double onTheWayDays, double scale, double mostBenefitPerNeed, double largestNeedDays) {
        return onTheWayDays + (v + fairnessCap) * scale * mostBenefitPerNeed + largestNeedDays;
    }
}
