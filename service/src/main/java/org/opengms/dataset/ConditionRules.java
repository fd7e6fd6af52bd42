package org.opengms.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.opengms.datafile.DataFile;

/// The reviewed conditions of the Minimum Data Set, by item.
///
/// A condition belongs to one wording of the sheet. It is found by a digest of that wording, since
/// the wording itself is not ours to ship: the letters and digits in lower case, words parted by
/// single blanks, SHA-256 in hexadecimal, the first sixteen digits.
final class ConditionRules {
    private static final DataFile<File> FORM =
            new DataFile<>(
                    File.class,
                    "a file of conditions of the Minimum Data Set",
                    "OGMS-2705",
                    f -> f);

    /// What this version of the program was reviewed for.
    static final ConditionRules REVIEWED = shipped();

    private final String sheetVersion;
    private final LocalDate reviewedOn;
    private final Map<String, Entry> byItem;

    private record Entry(String digest, ConditionRule rule) {}

    /// The file as it is written.
    ///
    /// @param sheet what was reviewed
    /// @param sheetVersion its version
    /// @param reviewedOn the day
    record File(String sheet, String sheetVersion, LocalDate reviewedOn, List<Rule> rules) {}

    /// One reading, for every item that has this wording.
    ///
    /// @param items their names in the sheet
    /// @param wording digest of the sheet's words
    record Rule(
            List<String> items,
            String wording,
            String says,
            Expression when,
            Optional<String> review) {}

    /// One of its members only.
    record Expression(
            Optional<String> fact,
            Optional<List<Expression>> all,
            Optional<List<Expression>> any,
            Optional<Expression> not) {
        Condition condition() {
            int members =
                    (fact.isPresent() ? 1 : 0)
                            + (all.isPresent() ? 1 : 0)
                            + (any.isPresent() ? 1 : 0)
                            + (not.isPresent() ? 1 : 0);
            if (members != 1) {
                throw new IllegalArgumentException(
                        "an expression has one of fact, all, any, not; one has %d of them"
                                .formatted(members));
            }
            if (fact.isPresent()) {
                return new Condition.Holds(named(fact.get()));
            }
            if (all.isPresent()) {
                return new Condition.All(conditions(all.get()));
            }
            return any.isPresent()
                    ? new Condition.Any(conditions(any.get()))
                    : new Condition.Not(not.orElseThrow().condition());
        }

        private static List<Condition> conditions(List<Expression> expressions) {
            return expressions.stream().map(Expression::condition).toList();
        }

        private static Fact named(String code) {
            for (Fact fact : Fact.values()) {
                if (fact.code().equals(code)) {
                    return fact;
                }
            }
            throw new IllegalArgumentException("there is no fact '%s'".formatted(code));
        }
    }

    private ConditionRules(String sheetVersion, LocalDate reviewedOn, Map<String, Entry> byItem) {
        this.sheetVersion = sheetVersion;
        this.reviewedOn = reviewedOn;
        this.byItem = byItem;
    }

    /// Reads a file of conditions.
    ///
    /// @param in not closed
    /// @param name what to call it in messages
    /// @throws IllegalArgumentException if it is none, naming the place and the reason
    static ConditionRules read(InputStream in, String name) {
        File file = FORM.read(in, name);
        Map<String, Entry> byItem = new LinkedHashMap<>();
        for (Rule rule : file.rules()) {
            Condition condition;
            try {
                condition = rule.when().condition();
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "OGMS-2705 %s, the rule for %s: %s. Mend the rule."
                                .formatted(name, rule.items(), e.getMessage()),
                        e);
            }
            for (String item : rule.items()) {
                Entry before =
                        byItem.put(
                                DataItem.key(item),
                                new Entry(
                                        rule.wording(),
                                        new ConditionRule(rule.says(), condition, rule.review())));
                if (before != null) {
                    throw new IllegalArgumentException(
                            "OGMS-2705 %s has two rules for %s. Remove one of the two."
                                    .formatted(name, item));
                }
            }
        }
        return new ConditionRules(file.sheetVersion(), file.reviewedOn(), byItem);
    }

    private static ConditionRules shipped() {
        String name = "mandatory-if.json";
        try (InputStream in = ConditionRules.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("OGMS-2706 The program lacks its own " + name);
            }
            return read(in, name);
        } catch (IOException e) {
            throw new UncheckedIOException("OGMS-2706 Cannot read the program's own " + name, e);
        }
    }

    /// The version of the sheet that was reviewed.
    String sheetVersion() {
        return sheetVersion;
    }

    LocalDate reviewedOn() {
        return reviewedOn;
    }

    /// Keys of the items that have a condition.
    Set<String> items() {
        return Collections.unmodifiableSet(byItem.keySet());
    }

    /// What was reviewed for an item, whatever the wording.
    ///
    /// @param key of the item
    Optional<ConditionRule> reviewed(String key) {
        return Optional.ofNullable(byItem.get(key)).map(Entry::rule);
    }

    /// What an item's words mean, if these words were reviewed.
    ///
    /// @param name of the item
    /// @param wording the sheet's words
    Optional<ConditionRule> find(String name, String wording) {
        return Optional.ofNullable(byItem.get(DataItem.key(name)))
                .filter(e -> e.digest().equals(digest(wording)))
                .map(Entry::rule);
    }

    /// The digest of a wording.
    static String digest(String wording) {
        String normal =
                wording.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(normal.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("OGMS-2707 This JDK has no SHA-256", e);
        }
    }
}
