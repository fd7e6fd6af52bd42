package org.opengms.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opengms.testing.Cases;

class ConditionRulesTest {
    private static final ConditionRules RULES = ConditionRules.REVIEWED;

    private static Facts facts(String text) {
        Map<Fact, Truth> known = new EnumMap<>(Fact.class);
        for (String each : text == null || text.isBlank() ? new String[0] : text.split(" ")) {
            String[] sides = each.split("=");
            known.put(
                    Fact.valueOf(sides[0].toUpperCase(Locale.ROOT).replace('-', '_')),
                    Truth.valueOf(sides[1].toUpperCase(Locale.ROOT)));
        }
        return new Facts(known);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "conditions.csv", delimiter = '|', numLinesToSkip = 2)
    void saysWhetherAnItemIsMandatory(String item, String facts, Truth expected) {
        Condition when = RULES.reviewed(DataItem.key(item)).orElseThrow().when();
        assertEquals(expected, when.on(facts(facts)));
        assertEquals(
                expected == Truth.CANNOT_TELL,
                !when.unknown(facts(facts)).isEmpty(),
                "what is unknown is named where it matters, and only there");
    }

    /// The table above has every conditional item with every answer.
    @Test
    void everyConditionIsTriedYesNoAndOpen() {
        Map<String, Set<String>> tried = new TreeMap<>();
        try (var in =
                new BufferedReader(
                        new InputStreamReader(
                                ConditionRulesTest.class.getResourceAsStream("conditions.csv"),
                                StandardCharsets.UTF_8))) {
            in.lines()
                    .skip(2)
                    .map(line -> line.split("\\|"))
                    .forEach(row ->
                            tried.computeIfAbsent(DataItem.key(row[0]), k -> new TreeSet<>())
                                    .add(row[2]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertEquals(new TreeSet<>(RULES.items()), tried.keySet());
        tried.forEach(
                (item, answers) -> assertEquals(Set.of("YES", "NO", "CANNOT_TELL"), answers, item));
        assertEquals(74, tried.size());
    }

    @Test
    void everyFactServesACondition() {
        Set<Fact> used = EnumSet.noneOf(Fact.class);
        for (String item : RULES.items()) {
            used.addAll(RULES.reviewed(item).orElseThrow().when().facts());
        }
        assertEquals(EnumSet.allOf(Fact.class), used);
    }

    @Test
    void saysWhatWasReviewedAndWhen() {
        assertEquals("0.55", RULES.sheetVersion());
        assertEquals(2026, RULES.reviewedOn().getYear());
    }

    /// Where the sheet is vague the decision stands beside the rule.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Patient - Karyotypic sex",
                "Patient - Clinical genetics no/pedigree number",
                "Patient - Consanguinity",
                "Patient - Gender Identity",
                "Relative - Karyotypic sex",
                "CP - Pedigree details/diagram",
                "CP - Disease penetrance (complete/incomplete)",
                "Linked test - Name",
                "Sample/Biopsy - Sample id (many)",
                "Sample/Biopsy - Skin/Bone affected status",
            })
    void tellsWhatWasDecidedWhereTheSheetIsVague(String item) {
        assertTrue(RULES.reviewed(DataItem.key(item)).orElseThrow().review().isPresent());
    }

    @Nested
    class Logic {
        private static final Condition URGENT = new Condition.Holds(Fact.URGENT);
        private static final Condition DEAD = new Condition.Holds(Fact.DECEASED);

        /// Kleene's tables: min, max and complement over NO < CANNOT_TELL < YES.
        @ParameterizedTest
        @CsvSource({
            "YES, YES, YES, YES",
            "YES, CANNOT_TELL, CANNOT_TELL, YES",
            "YES, NO, NO, YES",
            "CANNOT_TELL, YES, CANNOT_TELL, YES",
            "CANNOT_TELL, CANNOT_TELL, CANNOT_TELL, CANNOT_TELL",
            "CANNOT_TELL, NO, NO, CANNOT_TELL",
            "NO, YES, NO, YES",
            "NO, CANNOT_TELL, NO, CANNOT_TELL",
            "NO, NO, NO, NO",
        })
        void isKleenes(Truth urgent, Truth dead, Truth all, Truth any) {
            Facts facts = Facts.NONE.with(Fact.URGENT, urgent).with(Fact.DECEASED, dead);
            assertEquals(all, new Condition.All(List.of(URGENT, DEAD)).on(facts));
            assertEquals(any, new Condition.Any(List.of(URGENT, DEAD)).on(facts));
            assertEquals(urgent, new Condition.Not(new Condition.Not(URGENT)).on(facts));
        }

        /// What is decided stays decided, whatever becomes known.
        @Test
        void moreKnowledgeNeverOverturnsAnAnswer() {
            List<String> items = List.copyOf(RULES.items());
            Cases.check(
                    2_000,
                    random -> {
                        Condition when =
                                RULES.reviewed(items.get(random.nextInt(items.size())))
                                        .orElseThrow()
                                        .when();
                        Facts facts = Facts.NONE;
                        Truth before = when.on(facts);
                        List<Fact> order = new ArrayList<>(List.of(Fact.values()));
                        Collections.shuffle(order, random);
                        for (Fact fact : order) {
                            facts = facts.with(fact, Truth.of(random.nextBoolean()));
                            Truth now = when.on(facts);
                            assertTrue(before == Truth.CANNOT_TELL || before == now);
                            before = now;
                        }
                        assertTrue(before != Truth.CANNOT_TELL, "everything is known");
                    });
        }
    }

    @Nested
    class Files {
        private static ConditionRules read(String rules) {
            String json =
                    """
                    {"sheet": "s", "sheetVersion": "1", "reviewedOn": "2026-01-01", "rules": [%s]}
                    """
                            .formatted(rules);
            return ConditionRules.read(
                    new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), "test.json");
        }

        private static String rule(String item, String when) {
            return "{\"items\": [\"%s\"], \"wording\": \"x\", \"says\": \"s\", \"when\": %s}"
                    .formatted(item, when);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{\"fact\": \"nonsense\"} | no fact 'nonsense'",
                    "{} | one has 0 of them",
                    "{\"fact\": \"urgent\", \"all\": []} | one has 2 of them",
                    "{\"all\": []} | a list of conditions is empty",
                    "{\"not\": {\"any\": [{\"fact\": \"urgent\"}, {}]}} | one has 0 of them",
                    "{\"some\": \"urgent\"} | some",
                })
        void tellWhatIsWrongWithARule(String when, String words) {
            var refused =
                    assertThrows(
                            IllegalArgumentException.class, () -> read(rule("Item - A", when)));
            String message = String.valueOf(refused.getMessage());
            assertTrue(message.contains("OGMS-2705"), message);
            assertTrue(message.contains(words), message);
        }

        @Test
        void haveOneRuleForAnItem() {
            String one = rule("Item - A", "{\"fact\": \"urgent\"}");
            String same = rule("Item -  a.", "{\"fact\": \"urgent\"}");
            var refused =
                    assertThrows(IllegalArgumentException.class, () -> read(one + "," + same));
            assertTrue(String.valueOf(refused.getMessage()).contains("two rules"));
        }
    }

    /// sha256 of `a b 2`, by another program.
    @ParameterizedTest
    @ValueSource(strings = {"a b 2", "  A  b-2. ", "A\nB: 2"})
    void aWordingIsTheSameWhateverItsCaseBlanksAndStops(String wording) {
        assertEquals("f8a0e12cd924cf78", ConditionRules.digest(wording));
    }
}
