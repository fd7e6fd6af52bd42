package org.opengms.planning.rollout;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An investment of a plan, with all it has been through.
///
/// @param option the id of what is invested in
/// @param startQuarter in which it begins, from 0
/// @param units how many
/// @param history its states, the oldest first; nothing in it is ever changed
public record Investment(
        String option, int startQuarter, int units, List<InvestmentState> history) {
    /// @throws IllegalArgumentException if the history is not one, naming the step
    public Investment {
        history = List.copyOf(history);
        if (startQuarter < 0 || units < 1) {
            throw new IllegalArgumentException(
                    "OGMS-6421 Investment %s begins in quarter %d with %d units. Quarters count from 0, and at least one unit begins."
                            .formatted(option, startQuarter, units));
        }
        if (history.isEmpty()) {
            throw new IllegalArgumentException(
                    "OGMS-6422 Investment %s has no history. It begins with who proposed it."
                            .formatted(option));
        }
        for (int i = 0; i < history.size(); i++) {
            check(option, i == 0 ? null : history.get(i - 1), history.get(i));
        }
    }

    /// An investment that somebody proposes.
    public static Investment proposed(
            String option, int startQuarter, int units, InvestmentState.Proposed proposal) {
        return new Investment(option, startQuarter, units, List.of(proposal));
    }

    /// The state it is in.
    public InvestmentState state() {
        return history.getLast();
    }

    /// Whether its money is certain: confirmed, released or spent.
    public boolean hasConfirmedMoney() {
        return switch (state()) {
            case InvestmentState.Proposed _,
                    InvestmentState.Agreed _,
                    InvestmentState.Withdrawn _ ->
                    false;
            case InvestmentState.Confirmed _, InvestmentState.Released _, InvestmentState.Spent _ ->
                    true;
        };
    }

    /// Whether it is still meant to be done.
    public boolean stillMeant() {
        return !(state() instanceof InvestmentState.Withdrawn);
    }

    /// The investment a step further.
    ///
    /// @throws IllegalArgumentException if the step does not follow from where it stands
    public Investment advanced(InvestmentState next) {
        List<InvestmentState> longer = new ArrayList<>(history);
        longer.add(next);
        return new Investment(option, startQuarter, units, longer);
    }

    Investment beginning(int quarter) {
        return new Investment(option, quarter, units, history);
    }

    private static void check(String option, @Nullable InvestmentState from, InvestmentState to) {
        if (to.by().isBlank()) {
            throw new IllegalArgumentException(
                    "OGMS-6422 Nobody is named who says that investment %s is %s. Name who says so."
                            .formatted(option, to.word()));
        }
        boolean follows = from == null ? to instanceof InvestmentState.Proposed : from.leadsTo(to);
        if (!follows) {
            throw new IllegalArgumentException(
                    "OGMS-6423 Investment %s cannot become %s: it is %s. The order is proposed, agreed, confirmed, released, spent; none is left out and none taken back; what is not spent may be withdrawn."
                            .formatted(option, to.word(), from == null ? "new" : from.word()));
        }
        if (from != null && to.at().isBefore(from.at())) {
            throw new IllegalArgumentException(
                    "OGMS-6424 Investment %s became %s at %s, before it was %s at %s. Check the times."
                            .formatted(option, to.word(), to.at(), from.word(), from.at()));
        }
    }
}
