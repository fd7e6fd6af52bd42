package org.opengms.dialogue;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.opengms.datafile.DataFile;

/// For what reasons the words of an answer are not published. The choice counts in any case.
///
/// @param version names the rules
/// @param validFrom first day on which they hold
/// @param rules each with a number of its own
public record ModerationRules(String version, LocalDate validFrom, List<Rule> rules) {
    public ModerationRules {
        rules = List.copyOf(rules);
        if (rules.isEmpty() || rules.stream().map(Rule::number).distinct().count() < rules.size()) {
            throw new IllegalArgumentException("rules: give at least one, each with its number.");
        }
    }

    /// A reason.
    ///
    /// @param number by which a refusal names it
    /// @param words what is not published
    public record Rule(int number, String words) {}

    /// A rule by its number.
    public Optional<Rule> rule(int number) {
        return rules.stream().filter(r -> r.number() == number).findFirst();
    }

    /// The rules that come with the program.
    public static ModerationRules standard() {
        String name = "moderation-rules-2026.1.json";
        return new DataFile<>(
                        ModerationRules.class,
                        "rules of moderation",
                        "OGMS-8201",
                        UnaryOperator.identity())
                .shipped(ModerationRules.class, name);
    }
}
