package org.opengms.value;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opengms.ledger.attribution.EarmarkRule;

/// The funds as their steps have made them: a pure function of them. What each holds stands in the
/// books.
public final class Funds {
    private final int steps;
    private final List<EarmarkRule> rules = new ArrayList<>();
    private final Map<String, FundStep.Spent> spends = new LinkedHashMap<>();
    private final Map<String, FundStep.TakenBack> takenBack = new LinkedHashMap<>();
    private final Map<String, List<FundStep.OutcomeSeen>> outcomes = new LinkedHashMap<>();

    private Funds(List<FundEntry> history) {
        steps = history.size();
        for (FundEntry entry : history) {
            switch (entry.step()) {
                case FundStep.RulePublished(EarmarkRule rule) -> rules.add(rule);
                case FundStep.Spent spent -> spends.put(spent.number(), spent);
                case FundStep.TakenBack back -> takenBack.put(back.number(), back);
                case FundStep.OutcomeSeen outcome ->
                        outcomes.computeIfAbsent(outcome.number(), _ -> new ArrayList<>())
                                .add(outcome);
            }
        }
    }

    /// The funds from their steps.
    public static Funds of(List<FundEntry> history) {
        return new Funds(history);
    }

    /// How many steps there were.
    int steps() {
        return steps;
    }

    /// All rules, in the order in which they were published.
    public List<EarmarkRule> rules() {
        return List.copyOf(rules);
    }

    /// The rule for money that comes in on a day: of those that hold by then, the one published
    /// last.
    public Optional<EarmarkRule> rule(LocalDate on) {
        return rules.reversed().stream().filter(r -> !r.validFrom().isAfter(on)).findFirst();
    }

    /// A rule by its version.
    public Optional<EarmarkRule> rule(String version) {
        return rules.stream().filter(r -> r.version().equals(version)).findFirst();
    }

    /// Everything that was spent, the oldest first; what was taken back is among it.
    public List<FundStep.Spent> spends() {
        return List.copyOf(spends.values());
    }

    /// What was spent and stands.
    public List<FundStep.Spent> standing() {
        return spends.values().stream().filter(s -> !takenBack.containsKey(s.number())).toList();
    }

    /// A spend.
    public Optional<FundStep.Spent> spend(String number) {
        return Optional.ofNullable(spends.get(number));
    }

    /// How a spend was taken back, if it was.
    public Optional<FundStep.TakenBack> takenBack(String number) {
        return Optional.ofNullable(takenBack.get(number));
    }

    /// What came of a spend, the oldest first.
    public List<FundStep.OutcomeSeen> outcomes(String number) {
        return List.copyOf(outcomes.getOrDefault(number, List.of()));
    }
}
