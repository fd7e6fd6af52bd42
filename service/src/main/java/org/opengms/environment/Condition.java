package org.opengms.environment;

import java.util.List;
import org.opengms.cohort.CohortRecord;

/// Who is looked at.
///
/// @param attribute what they must have
/// @param values one of which; for what somebody has or has not, `yes` or `not recorded`
public record Condition(Attribute attribute, List<String> values) {
    private static final int MOST = 40;

    /// @throws IllegalArgumentException if there are none or too many
    public Condition {
        values = List.copyOf(values);
        if (values.isEmpty()
                || values.size() > MOST
                || !values.stream().allMatch(Dimension::isCategory)) {
            throw new IllegalArgumentException(
                    "OGMS-7614 A condition on %s names 1 to %d values of printable characters."
                            .formatted(attribute.title(), MOST));
        }
        if (!(attribute instanceof Attribute.OfTrait) && !Attribute.YES_OR_NO.containsAll(values)) {
            throw new IllegalArgumentException(
                    "OGMS-7615 A condition on %s says 'yes' or 'not recorded'."
                            .formatted(attribute.title()));
        }
    }

    boolean holds(CohortRecord record) {
        return values.contains(attribute.of(record));
    }

    String words() {
        return attribute.title() + " is " + String.join(" or ", values);
    }
}
