package org.opengms.dataset;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.opengms.orders.AcceptancePolicy;
import org.opengms.orders.Finding;
import org.opengms.orders.FindingKind;

/// One version of the national Minimum Data Set, and what it makes of an order.
///
/// @param version of the sheet, such as `0.55`
/// @param items in the order of the sheet
public record MinimumDataSet(String version, List<DataItem> items) {
    public MinimumDataSet {
        items = List.copyOf(items);
    }

    /// The item of a name, if the sheet has it.
    public Optional<DataItem> item(String name) {
        String key = DataItem.key(name);
        return items.stream().filter(i -> i.key().equals(key)).findFirst();
    }

    /// Conditional items whose wording is not the one that was reviewed for this version of the
    /// program, or that it does not know.
    public List<DataItem> notReviewed() {
        return items.stream().filter(i -> i.isConditional() && i.rule().isEmpty()).toList();
    }

    /// What is missing in an order, by the category that the order's data name. Where they name
    /// none, that alone is told.
    ///
    /// @param policy grades the findings; none of them refuses an order by default
    public List<Finding> check(OrderData data, AcceptancePolicy policy) {
        return data.category()
                .map(category -> check(data, category, policy))
                .orElseGet(() ->
                        List.of(
                                policy.finding(
                                        FindingKind.DATA_ITEM_UNDECIDED,
                                        data.path() + ".category",
                                        "The order does not say whether the test is for rare disease or for cancer, so it was not compared with the Minimum Data Set.",
                                        "Give the reason for testing by its national code, or the test by its directory code.")));
    }

    /// What is missing in an order for a category of test.
    ///
    /// @param policy grades the findings; none of them refuses an order by default
    public List<Finding> check(OrderData data, TestCategory category, AcceptancePolicy policy) {
        return new Check(data, category, policy).findings();
    }

    /// A text from outside, cut and cleaned for a message.
    static String quoted(String text) {
        String clean = text.replaceAll("[\\p{Cntrl}]+", " ");
        return "'" + (clean.length() > 60 ? clean.substring(0, 60) + "…" : clean) + "'";
    }

    /// One comparison of an order with the data set.
    private final class Check {
        private final OrderData data;
        private final TestCategory category;
        private final AcceptancePolicy policy;
        private final List<Finding> findings = new ArrayList<>();

        /// What cannot be told, with the items that hang on it.
        private final Map<Open, Waiting> undecided = new LinkedHashMap<>();

        /// @param first of the unknown facts, in the order of [Fact]
        private record Open(OrderData.Part part, Fact first) {}

        private record Waiting(Set<Fact> facts, List<DataItem> items) {}

        Check(OrderData data, TestCategory category, AcceptancePolicy policy) {
            this.data = data;
            this.category = category;
            this.policy = policy;
        }

        List<Finding> findings() {
            for (DataItem item : items) {
                Requirement requirement = item.requirement(category);
                if (requirement == Requirement.MANDATORY
                        || requirement == Requirement.MANDATORY_IF) {
                    check(item, requirement);
                }
            }
            undecided.forEach(this::tellUndecided);
            return List.copyOf(findings);
        }

        private void check(DataItem item, Requirement requirement) {
            String key = item.key();
            if (!data.readable().contains(key)) {
                tell(
                        FindingKind.TOOL_LIMIT,
                        item,
                        data.path(),
                        "This program does not know where orders give %s."
                                .formatted(quoted(item.name())),
                        "Nothing; ask for a version of the program that reads it.");
                return;
            }
            for (OrderData.Part part : data.parts()) {
                Answer answer = part.answers().get(key);
                if (answer != null) {
                    check(item, requirement, part, answer);
                }
            }
        }

        private void check(
                DataItem item, Requirement requirement, OrderData.Part part, Answer answer) {
            switch (answer) {
                case Answer.Present ignored -> {}
                case Answer.Absent absent -> unanswered(item, requirement, part, absent);
                case Answer.NotExpressible nowhere -> {
                    if (isNeeded(item, requirement, part) == Truth.YES) {
                        tell(
                                FindingKind.TOOL_LIMIT,
                                item,
                                nowhere.path(),
                                "%s%s is mandatory for %s%s, and messages of the national shape have no place for it."
                                        .formatted(
                                                of(part),
                                                quoted(item.name()),
                                                category.words(),
                                                because(item, requirement)),
                                "Send it to the laboratory with the sample.");
                    }
                }
            }
        }

        private void unanswered(
                DataItem item, Requirement requirement, OrderData.Part part, Answer.Absent absent) {
            if (requirement == Requirement.MANDATORY_IF && item.rule().isEmpty()) {
                tell(
                        FindingKind.DATA_ITEM_RULE_NOT_REVIEWED,
                        item,
                        absent.path(),
                        "%s%s is not given. The sheet makes it mandatory under a condition whose wording was not reviewed for this program, so it cannot say whether it is needed."
                                .formatted(of(part), quoted(item.name())),
                        "Read the condition in the sheet (version %s). The order is not at fault."
                                .formatted(version));
                return;
            }
            switch (isNeeded(item, requirement, part)) {
                case YES ->
                        tell(
                                FindingKind.DATA_ITEM_MISSING,
                                item,
                                absent.path(),
                                "%s%s is missing. The Minimum Data Set makes it mandatory for %s%s."
                                        .formatted(
                                                of(part),
                                                quoted(item.name()),
                                                category.words(),
                                                because(item, requirement)),
                                "Add it to the order.");
                case NO -> {}
                case CANNOT_TELL -> undecided(item, part);
            }
        }

        private void undecided(DataItem item, OrderData.Part part) {
            Set<Fact> unknown = item.rule().orElseThrow().when().unknown(facts(part));
            Waiting waiting =
                    undecided.computeIfAbsent(
                            new Open(part, unknown.iterator().next()),
                            key -> new Waiting(EnumSet.noneOf(Fact.class), new ArrayList<>()));
            waiting.facts().addAll(unknown);
            waiting.items().add(item);
        }

        private Truth isNeeded(DataItem item, Requirement requirement, OrderData.Part part) {
            return requirement == Requirement.MANDATORY
                    ? Truth.YES
                    : item.rule()
                            .map(rule -> rule.when().on(facts(part)))
                            .orElse(Truth.CANNOT_TELL);
        }

        private Facts facts(OrderData.Part part) {
            return data.facts().and(part.facts());
        }

        private static String because(DataItem item, Requirement requirement) {
            return requirement == Requirement.MANDATORY
                    ? ""
                    : item.rule().map(r -> " if " + r.says() + ", and that is so").orElse("");
        }

        /// `Sample 2: `, where a group may occur more than once.
        private static String of(OrderData.Part part) {
            return part.what().isEmpty()
                    ? ""
                    : Character.toUpperCase(part.what().charAt(0))
                            + part.what().substring(1)
                            + ": ";
        }

        /// One finding for everything that hangs on the same unknown: a dozen items may wait for
        /// one word.
        private void tellUndecided(Open open, Waiting waiting) {
            DataItem first = waiting.items().getFirst();
            Answer answer = open.part().answers().get(first.key());
            String path = answer instanceof Answer.Absent absent ? absent.path() : data.path();
            tell(
                    FindingKind.DATA_ITEM_UNDECIDED,
                    first,
                    path,
                    "%sThe order does not tell whether %s. If so, the Minimum Data Set asks for %s."
                            .formatted(
                                    of(open.part()),
                                    waiting.facts().stream()
                                            .map(Fact::words)
                                            .collect(Collectors.joining(" or ")),
                                    waiting.items().stream()
                                            .map(i -> quoted(i.name()))
                                            .collect(Collectors.joining(", "))),
                    "Add it if it applies.");
        }

        private void tell(
                FindingKind kind, DataItem item, String path, String words, String advice) {
            findings.add(policy.finding(kind, path, words, advice).about(item.name()));
        }
    }
}
