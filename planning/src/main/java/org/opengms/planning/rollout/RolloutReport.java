package org.opengms.planning.rollout;

import java.util.List;
import java.util.Optional;

/// What the planner answers, as machines read it.
///
/// @param format [#FORMAT]
/// @param scenario its id
/// @param investments the catalogue's id
/// @param plan its id
/// @param seed of all chance
/// @param schedule what begins when, by quarter
/// @param cost of it
/// @param objective of the screen: cases with whole genomes, discounted by the quarter
/// @param bound what no plan within the money can better
/// @param gapPercent between them, in percent of the bound
/// @param method how the screen was solved
/// @param deliverability on confirmed money alone
/// @param deliverabilityIfConfirmed if all of the plan's money were confirmed
/// @param bindingResources by quarter, of the whole plan
/// @param sites that the plan has brought so far, by quarter; absent in reports that were kept
///   before it was told
/// @param selected how the plan was chosen among candidates
/// @param earliest how far go-lives had to be put off to reach a target, if one was asked for
/// @param notes what the reader must know, such as a solver that did not load
public record RolloutReport(
        String format,
        String scenario,
        String investments,
        String plan,
        long seed,
        List<Scheduled> schedule,
        Cost cost,
        double objective,
        double bound,
        double gapPercent,
        String method,
        Figure deliverability,
        Figure deliverabilityIfConfirmed,
        List<Binding> bindingResources,
        Optional<List<Sites>> sites,
        Optional<Selected> selected,
        Optional<Earliest> earliest,
        List<String> notes) {
    /// The form this version writes.
    public static final String FORMAT = "opengms-rollout-report/1";

    public RolloutReport {
        schedule = List.copyOf(schedule);
        bindingResources = List.copyOf(bindingResources);
        sites = sites.map(List::copyOf);
        notes = List.copyOf(notes);
    }

    /// Something that begins.
    ///
    /// @param option the option's id and its place
    /// @param name of the option
    /// @param quarter in which it begins, from 0
    /// @param worksQuarter in which it works if nothing slips, from 0
    /// @param units how many
    /// @param state how far it has come
    /// @param costPence of all its units in all quarters
    /// @param payer who is to pay
    public record Scheduled(
            String option,
            String name,
            int quarter,
            int worksQuarter,
            int units,
            String state,
            long costPence,
            String payer) {}

    /// What a plan costs.
    ///
    /// @param totalPence within the scenario's quarters
    /// @param byQuarterPence in each quarter
    /// @param budgetPence of each quarter
    public record Cost(long totalPence, List<Long> byQuarterPence, List<Long> budgetPence) {
        public Cost {
            byQuarterPence = List.copyOf(byQuarterPence);
            budgetPence = List.copyOf(budgetPence);
        }
    }

    /// A deliverability probability.
    ///
    /// @param probability share of replications in which every service level held in every quarter
    /// @param lower one-sided confidence limit
    /// @param upper one-sided confidence limit
    /// @param replications counted
    /// @param held in how many all held
    /// @param confidence of each limit alone
    /// @param ending why no more were counted
    public record Figure(
            double probability,
            double lower,
            double upper,
            int replications,
            int held,
            double confidence,
            String ending) {
        static Figure of(Deliverability found) {
            return new Figure(
                    found.probability(),
                    found.lower(),
                    found.upper(),
                    found.replications(),
                    found.held(),
                    found.confidence(),
                    found.ending().name());
        }
    }

    /// What limits a quarter.
    ///
    /// @param quarter from 0
    /// @param resource laboratory and station
    /// @param share of replications which it limited
    /// @param load work over capacity, mean where it limited
    /// @param heldShare of replications in which every level held in this quarter
    /// @param heldFromShare of replications in which every level held in this and every later
    ///   quarter
    /// @param heldFromLower its one-sided confidence limit
    public record Binding(
            int quarter,
            String resource,
            double share,
            double load,
            double heldShare,
            double heldFromShare,
            double heldFromLower) {}

    /// Sites that what is still meant of the plan has brought by the end of a quarter, if nothing
    /// is late. Each counts once, whatever the options are called; sites that were so from the
    /// start do not count.
    ///
    /// @param quarter from 0
    /// @param digitised sites that order digitally
    /// @param goneLive sites that are offered the tests that are not offered everywhere
    public record Sites(int quarter, int digitised, int goneLive) {}

    /// The search for the earliest go-lives that hold.
    ///
    /// @param target of the lower limit
    /// @param postponedQuarters by which all go-lives were put off; absent if no date tried reaches
    ///   the target: then the plan stands as it was
    /// @param tried each date in turn
    public record Earliest(double target, Optional<Integer> postponedQuarters, List<Figure> tried) {
        public Earliest {
            tried = List.copyOf(tried);
        }

        static Earliest of(double target, EarliestRollout.Result found) {
            return new Earliest(
                    target,
                    found.postponedQuarters(),
                    found.tried().stream().map(Figure::of).toList());
        }
    }

    /// How a plan was chosen.
    ///
    /// @param candidates how many
    /// @param chosen the place of the chosen, from 0
    /// @param meanValues diagnoses made in time, of each; below 0 if hopeless
    /// @param replications of each
    /// @param error of the choice, at most
    /// @param errorHeld whether the error is promised
    public record Selected(
            int candidates,
            int chosen,
            List<Double> meanValues,
            List<Integer> replications,
            double error,
            boolean errorHeld) {
        public Selected {
            meanValues = List.copyOf(meanValues);
            replications = List.copyOf(replications);
        }
    }
}
