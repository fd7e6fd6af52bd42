package org.opengms.planning.rollout;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The earliest roll-out that holds its service levels: the go-lives of a plan are put off, a
/// quarter at a time, while what the laboratories need is begun as planned, until the lower limit
/// of the deliverability probability reaches a target.
///
/// As several dates are tried, the error is divided by their number: with the confidence asked for,
/// no date is called deliverable that is not.
public final class EarliestRollout {
    private final DeliverabilityCertificate certificate;
    private final double target;
    private final double errorInAll;

    /// @param target of the lower limit, 0 to 1
    /// @param errorInAll the probability, at most, of calling a date deliverable whose probability
    ///   is below the target
    public EarliestRollout(
            DeliverabilityCertificate certificate, double target, double errorInAll) {
        this.certificate = certificate;
        this.target = target;
        this.errorInAll = errorInAll;
    }

    /// How many replications it takes to show a target if all hold: `target^n` must fall to the
    /// error of a date.
    static int leastReplications(double target, double errorInAll, int mostQuarters) {
        return (int) Math.ceil(Math.log(errorInAll / (mostQuarters + 1)) / Math.log(target) - 1e-9);
    }

    /// What was found.
    ///
    /// @param postponedQuarters by which the go-lives of the plan must be put off; empty if no date
    ///   tried can be delivered
    /// @param tried each date in turn
    public record Result(Optional<Integer> postponedQuarters, List<Deliverability> tried) {
        public Result {
            tried = List.copyOf(tried);
        }
    }

    /// Searches.
    ///
    /// @param goLives options whose investments bring sites live
    /// @param mostQuarters by which they may be put off
    /// @throws IllegalArgumentException if the certificate has too few replications for any plan to
    ///   reach the target
    public Result search(RolloutPlan plan, Set<String> goLives, int mostQuarters) {
        double error = errorInAll / (mostQuarters + 1);
        List<Deliverability> tried = new ArrayList<>();
        for (int later = 0; later <= mostQuarters; later++) {
            Deliverability found =
                    certificate.certify(plan.postponed(later, goLives), target, error);
            tried.add(found);
            if (found.ending() == Deliverability.Ending.COMPLETE && found.lower() >= target) {
                return new Result(Optional.of(later), tried);
            }
        }
        return new Result(Optional.empty(), tried);
    }
}
