package org.opengms.routing;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import org.opengms.planning.routing.Approval;
import org.opengms.planning.routing.DecisionRecord;
import org.opengms.planning.routing.Version;
import org.opengms.planning.routing.YieldEffect;
import org.opengms.planning.routing.YieldProposal;
import org.opengms.planning.routing.YieldTable;

/// The yields in force beside those that the service's own outcomes would give. It proposes and
/// changes nothing: a table takes effect only when the operator serves one that a person has
/// signed.
public final class YieldBoard {
    /// How many reported tests a proposal needs.
    static final int LEAST_TESTED = 30;

    /// How far back outcomes are read.
    private static final int YEARS = 2;

    /// How many of the newest decisions are decided again with the proposal.
    private static final int DECIDED_AGAIN = 200;

    private static final ZoneId ZONE = ZoneId.of("Europe/London");

    private final SignedRules rules;
    private final OutcomeSource outcomes;
    private final IntFunction<List<DecisionRecord>> newest;
    private final Clock clock;

    /// @param rules the tables that were signed
    /// @param newest so many of the newest decisions
    public YieldBoard(
            SignedRules rules,
            OutcomeSource outcomes,
            IntFunction<List<DecisionRecord>> newest,
            Clock clock) {
        this.rules = rules;
        this.outcomes = outcomes;
        this.newest = newest;
        this.clock = clock;
    }

    /// What there is to decide about.
    ///
    /// @param today in the United Kingdom
    /// @param inForce the table that requests are routed with now
    /// @param later signed tables that take effect on a later day, the next first
    /// @param outcomes what the proposal is made from
    /// @param leastTested how many reported tests a proposal needs
    /// @param proposal what these outcomes would give
    /// @param effect what that would have made of the newest decisions
    public record Board(
            LocalDate today,
            YieldTable inForce,
            List<YieldTable> later,
            ServiceOutcomes outcomes,
            int leastTested,
            YieldProposal proposal,
            YieldEffect effect) {
        public Board {
            later = List.copyOf(later);
        }
    }

    /// The board as of now.
    public Board now() {
        LocalDate today = LocalDate.now(clock.withZone(ZONE));
        YieldTable inForce = Version.inEffect(rules.yields(), today);
        ServiceOutcomes own = outcomes(today.minusYears(YEARS).plusDays(1), today);
        YieldProposal proposal =
                YieldProposal.ofCounts(
                        own.counts(),
                        inForce,
                        LEAST_TESTED,
                        "Own outcomes of requests routed from %s to %s"
                                .formatted(own.from(), own.until()));
        YieldTable asIf =
                proposal.approve(
                        inForce,
                        inForce.version() + "*",
                        today,
                        new Approval("Nobody", "for comparison alone", today));
        return new Board(
                today,
                inForce,
                rules.yields().stream()
                        .filter(t ->
                                t.effectiveFrom().isAfter(today)
                                        || t.approval().on().isAfter(today))
                        .sorted(Comparator.comparing(YieldTable::effectiveFrom))
                        .toList(),
                own,
                LEAST_TESTED,
                proposal,
                YieldEffect.of(newest.apply(DECIDED_AGAIN), asIf));
    }

    /// The outcomes of some days, by the classes of the table in force.
    ///
    /// @param from first day, UTC
    /// @param until last day, inclusive
    public ServiceOutcomes outcomes(LocalDate from, LocalDate until) {
        return ServiceOutcomes.of(from, until, outcomes.outcomes(from, until), rules.groups());
    }
}
