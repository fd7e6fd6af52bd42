package org.opengms.evaluation.protocol;

import java.util.List;
import org.opengms.evaluation.snapshot.OrderField;

/// One condition of a population: a field has one of some values.
///
/// @param field of the table of orders
/// @param in codes or words; `?not-recorded` and the like for missing ones
public record Rule(String field, List<String> in) {
    public Rule {
        in = List.copyOf(in);
        OrderField.named(field);
        if (in.isEmpty()) {
            throw new IllegalArgumentException("a rule about %s names no value.".formatted(field));
        }
    }

    @Override
    public String toString() {
        return "%s in (%s)".formatted(field, String.join(", ", in));
    }
}
