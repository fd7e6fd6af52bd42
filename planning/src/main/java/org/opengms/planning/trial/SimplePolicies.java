package org.opengms.planning.trial;

/// Policies that take no account of prices. Each has the order of work that suits it better: urgent
/// cases first where queues grow without end, due ones first where they are capped.
final class SimplePolicies {
    private SimplePolicies() {}

    /// Every eligible request, at its own laboratory.
    static TrialPolicy allEligible() {
        return urgentFirst((request, run) -> run.world.region[request]);
    }

    /// Requests whose believed benefit for an hour of interpretation is at least a threshold, at
    /// their own laboratory.
    static TrialPolicy threshold(double benefitPerHour) {
        return urgentFirst((request, run) -> {
            int kind = run.world.kind[request];
            return run.world.believedBenefit[kind] / run.world.hours[kind] >= benefitPerHour
                    ? run.world.region[request]
                    : TrialPolicy.CONVENTIONAL;
        });
    }

    /// Every eligible request as long as its own laboratory has no more than so many days of work.
    static TrialPolicy firstComeWithCap(double days) {
        return (request, run) -> {
            int lab = run.world.region[request];
            boolean room =
                    run.openGenomes[lab] <= days * run.world.meanGenomes[lab]
                            && run.openHours[lab] <= days * run.world.meanHours[lab];
            return room ? lab : TrialPolicy.CONVENTIONAL;
        };
    }

    private static TrialPolicy urgentFirst(TrialPolicy policy) {
        return new TrialPolicy() {
            @Override
            public boolean urgentFirst() {
                return true;
            }

            @Override
            public int laboratoryFor(int request, TrialRun run) {
                return policy.laboratoryFor(request, run);
            }
        };
    }
}
