package org.opengms.dataset;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// One item of the Minimum Data Set.
///
/// @param group the heading that it stands under
/// @param name as the sheet writes it, such as `Patient - Ethnicity`
/// @param requirements what is demanded for each category of test
/// @param description what is asked for, in the sheet's words
/// @param wording the sheet's words for when it is mandatory; empty where it never depends
/// @param rule what those words are taken to mean; absent where nothing depends on a condition, and
///   where the sheet's wording is not the one that was reviewed
public record DataItem(
        ItemGroup group,
        String name,
        Map<TestCategory, Requirement> requirements,
        String description,
        String wording,
        Optional<ConditionRule> rule) {

    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern END = Pattern.compile("[\\s.]+$");

    /// @throws IllegalArgumentException if a category has no requirement
    public DataItem {
        requirements = Map.copyOf(requirements);
        for (TestCategory category : TestCategory.values()) {
            if (!requirements.containsKey(category)) {
                throw new IllegalArgumentException(
                        "OGMS-2704 Item %s says nothing about %s."
                                .formatted(name, category.words()));
            }
        }
    }

    /// What is demanded for a category of test.
    public Requirement requirement(TestCategory category) {
        return requirements.getOrDefault(category, Requirement.NOT_APPLICABLE);
    }

    /// Whether it depends on a condition for any category.
    public boolean isConditional() {
        return requirements.containsValue(Requirement.MANDATORY_IF);
    }

    /// The name by which readers of orders know it.
    public String key() {
        return key(name);
    }

    /// The name of an item without the accidents of its writing: case, repeated blanks, a full stop
    /// at the end.
    ///
    /// @param name as the sheet, or anybody, writes it
    public static String key(String name) {
        return END.matcher(BLANKS.matcher(name.strip()).replaceAll(" "))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
    }
}
