package org.opengms.evaluation.protocol;

import java.util.List;
import java.util.stream.Collectors;

/// Whom an estimand is about.
///
/// @param id names it
/// @param description in words
/// @param rules that all must hold; none for all orders
public record Population(String id, String description, List<Rule> rules) {
    public Population {
        rules = List.copyOf(rules);
    }

    @Override
    public String toString() {
        return rules.isEmpty()
                ? "all orders"
                : rules.stream().map(Rule::toString).collect(Collectors.joining(" and "));
    }
}
