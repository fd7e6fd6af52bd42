package org.opengms.value;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.opengms.ledger.attribution.EarmarkRule;

/// The funds as their steps have made them: a pure function of them. What each holds stands in the
/// books.
public final class Funds {
    private final List<EarmarkRule> rules = new ArrayList<>();
    private final Map<String, Proposal> proposals = new LinkedHashMap<>();
    private final Map<String, FundStep.Spent> spends = new LinkedHashMap<>();
    private final Map<String, FundStep.TakenBack> takenBack = new LinkedHashMap<>();
    private final Map<String, List<FundStep.OutcomeSeen>> outcomes = new LinkedHashMap<>();

    private Funds(List<FundEntry> history) {
        for (FundEntry entry : history) {
            switch (entry.step()) {
                case FundStep.RulePublished(EarmarkRule rule) -> rules.add(rule);
                case FundStep.Proposed proposed ->
                        proposals.put(proposed.number(), new Proposal(proposed, entry.by()));
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

    /// What somebody proposes to spend money on.
    ///
    /// @param by the member of staff, who does not spend it too
    public record Proposal(FundStep.Proposed what, String by) {}

    /// What is proposed and neither spent nor taken back, the oldest first.
    public List<Proposal> proposals() {
        return proposals.values().stream().filter(this::isOpen).toList();
    }

    /// A proposal that is neither spent nor taken back.
    Optional<Proposal> proposal(String number) {
        return Optional.ofNullable(proposals.get(number)).filter(this::isOpen);
    }

    private boolean isOpen(Proposal proposal) {
        String number = proposal.what().number();
        return !spends.containsKey(number) && !takenBack.containsKey(number);
    }

    /// The number that was never used.
    String nextNumber() {
        Set<String> used = new HashSet<>(spends.keySet());
        used.addAll(proposals.keySet());
        return "S-" + (used.size() + 1);
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
