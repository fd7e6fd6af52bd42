package org.opengms.environment;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.opengms.cohort.CohortRecord;

/// What a table is broken down by. The categories are named by whoever asks, never taken from the
/// data: that a category exists would tell that somebody is in it.
///
/// @param attribute what
/// @param values the categories that are told apart; all others are one. Empty for an attribute
///   that somebody has or has not
public record Dimension(Attribute attribute, List<String> values) {
    private static final int MOST = 40;
    private static final int LONGEST = 80;

    /// @throws IllegalArgumentException if the categories cannot be
    public Dimension {
        values = List.copyOf(values);
        if ((attribute instanceof Attribute.OfTrait) == values.isEmpty()) {
            throw new IllegalArgumentException(
                    attribute instanceof Attribute.OfTrait
                            ? "OGMS-7611 Name the categories of %s that are to be told apart; all others are counted as one."
                                    .formatted(attribute.title())
                            : "OGMS-7612 %s has the categories yes and not recorded; name none."
                                    .formatted(attribute.title()));
        }
        if (values.size() > MOST
                || new HashSet<>(values).size() < values.size()
                || !values.stream().allMatch(Dimension::isCategory)
                || values.contains(Attribute.OTHER)) {
            throw new IllegalArgumentException(
                    "OGMS-7613 A dimension has at most %d different categories of at most %d printable characters, and '%s' is always there."
                            .formatted(MOST, LONGEST, Attribute.OTHER));
        }
    }

    /// Whether a text can name a category: it stands in a line of what is released.
    static boolean isCategory(String text) {
        return !text.isBlank()
                && text.length() <= LONGEST
                && text.chars().noneMatch(Character::isISOControl);
    }

    /// All categories, in the order in which they are shown.
    List<String> categories() {
        if (values.isEmpty()) {
            return Attribute.YES_OR_NO;
        }
        List<String> all = new ArrayList<>(values);
        all.add(Attribute.OTHER);
        return all;
    }

    String category(CohortRecord record) {
        String found = attribute.of(record);
        return values.isEmpty() || values.contains(found) ? found : Attribute.OTHER;
    }
}
