package org.opengms.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.orders.AcceptancePolicy;
import org.opengms.orders.Finding;
import org.opengms.orders.FindingKind;
import org.opengms.orders.Grade;
import org.opengms.testing.Cases;

/// What a data set makes of an order. The data set here is invented: one person, any number of
/// tubes.
class MinimumDataSetTest {
    private static final ItemGroup PERSON = new ItemGroup("Person", ItemGroup.Occurs.ONCE);
    private static final ItemGroup TUBE = new ItemGroup("Tube", ItemGroup.Occurs.MANY_TIMES);

    private static DataItem item(
            ItemGroup group, String name, Requirement rare, Optional<ConditionRule> rule) {
        Map<TestCategory, Requirement> requirements = new EnumMap<>(TestCategory.class);
        for (TestCategory category : TestCategory.values()) {
            requirements.put(category, Requirement.NOT_APPLICABLE);
        }
        requirements.put(TestCategory.NON_WGS_RARE, rare);
        return new DataItem(group, name, requirements, "", "", rule);
    }

    private static Optional<ConditionRule> rule(String says, Condition when) {
        return Optional.of(new ConditionRule(says, when, Optional.empty()));
    }

    private static final Condition PREGNANT = new Condition.Holds(Fact.PREGNANT);

    private static final MinimumDataSet DATA_SET =
            new MinimumDataSet(
                    "9.9",
                    List.of(
                            item(PERSON, "Person - Name", Requirement.MANDATORY, Optional.empty()),
                            item(
                                    PERSON,
                                    "Person - Nickname",
                                    Requirement.OPTIONAL,
                                    Optional.empty()),
                            item(
                                    PERSON,
                                    "Person - Weeks",
                                    Requirement.MANDATORY_IF,
                                    rule("she is pregnant", PREGNANT)),
                            item(
                                    PERSON,
                                    "Person - Midwife",
                                    Requirement.MANDATORY_IF,
                                    rule("she is pregnant", PREGNANT)),
                            item(
                                    PERSON,
                                    "Person - Secret",
                                    Requirement.MANDATORY_IF,
                                    Optional.empty()),
                            item(TUBE, "Tube - Colour", Requirement.MANDATORY, Optional.empty()),
                            item(
                                    TUBE,
                                    "Tube - Hazard",
                                    Requirement.MANDATORY_IF,
                                    rule(
                                            "it is dangerous",
                                            new Condition.Holds(Fact.HIGH_RISK_SAMPLE))),
                            item(
                                    TUBE,
                                    "Tube - Smell",
                                    Requirement.MANDATORY_IF,
                                    rule(
                                            "it is dangerous",
                                            new Condition.Holds(Fact.HIGH_RISK_SAMPLE)))));

    /// An order being described: everything answered, nothing known.
    private static final class Draft {
        private final Map<String, Answer> person = new LinkedHashMap<>();
        private Facts facts = Facts.NONE.with(Fact.PREGNANT, Truth.NO);
        private final List<OrderData.Part> tubes = new ArrayList<>();
        private Optional<TestCategory> category = Optional.of(TestCategory.NON_WGS_RARE);
        private Set<String> readable =
                DATA_SET.items().stream().map(DataItem::key).collect(Collectors.toSet());

        Draft() {
            for (DataItem item : DATA_SET.items()) {
                if (item.group().equals(PERSON)) {
                    person.put(item.key(), new Answer.Present("P." + item.key()));
                }
            }
            tube(Truth.NO, new Answer.Present("T.colour"));
        }

        Draft without(String item) {
            person.put(DataItem.key(item), new Answer.Absent("P." + DataItem.key(item)));
            return this;
        }

        Draft noPlaceFor(String item) {
            person.put(DataItem.key(item), new Answer.NotExpressible("P"));
            return this;
        }

        Draft pregnant(Truth truth) {
            facts = facts.with(Fact.PREGNANT, truth);
            return this;
        }

        Draft tube(Truth dangerous, Answer colour) {
            tubes.add(
                    new OrderData.Part(
                            "tube " + (tubes.size() + 1),
                            Facts.NONE.with(Fact.HIGH_RISK_SAMPLE, dangerous),
                            Map.of(
                                    "tube - colour", colour,
                                    "tube - hazard", new Answer.Absent("T.hazard"),
                                    "tube - smell", new Answer.NotExpressible("T"))));
            return this;
        }

        OrderData data() {
            List<OrderData.Part> parts = new ArrayList<>(tubes);
            parts.add(new OrderData.Part("", Facts.NONE, person));
            return new OrderData(category, "ORDER", facts, parts, readable);
        }

        List<Finding> findings() {
            return DATA_SET.check(data(), AcceptancePolicy.STANDARD);
        }

        List<String> told() {
            return findings().stream()
                    .map(f ->
                            "%s %s %s %s"
                                    .formatted(
                                            f.kind().code(), f.grade(), f.mdsQuestion(), f.path()))
                    .toList();
        }
    }

    @Test
    void nothingIsMissingWhereEverythingIsAnswered() {
        assertEquals(List.of(), new Draft().told());
    }

    @Test
    void aMandatoryItemIsMissingAndNamed() {
        Finding found = new Draft().without("Person - Name").findings().getFirst();
        assertEquals(FindingKind.DATA_ITEM_MISSING, found.kind());
        assertEquals(Grade.WARNING, found.grade());
        assertEquals("P.person - name", found.path());
        assertEquals("Person - Name", found.mdsQuestion());
        assertEquals(
                "'Person - Name' is missing. The Minimum Data Set makes it mandatory for conventional tests for rare disease.",
                found.words());
    }

    @Test
    void anOptionalItemMayBeMissing() {
        assertEquals(List.of(), new Draft().without("Person - Nickname").told());
    }

    @Nested
    class Conditions {
        @ParameterizedTest
        @CsvSource({
            "YES, data-item-missing WARNING Person - Weeks P.person - weeks",
            "NO, ''",
            "CANNOT_TELL, data-item-undecided INFORMATION Person - Weeks P.person - weeks",
        })
        void decide(Truth pregnant, String expected) {
            assertEquals(
                    expected.isEmpty() ? List.of() : List.of(expected),
                    new Draft().without("Person - Weeks").pregnant(pregnant).told());
        }

        @Test
        void areTold() {
            String words =
                    new Draft()
                            .without("Person - Weeks")
                            .pregnant(Truth.YES)
                            .findings()
                            .getFirst()
                            .words();
            assertTrue(words.endsWith(" if she is pregnant, and that is so."), words);
        }

        @Test
        void whatHangsOnOneUnknownIsToldOnce() {
            List<Finding> found =
                    new Draft()
                            .without("Person - Weeks")
                            .without("Person - Midwife")
                            .pregnant(Truth.CANNOT_TELL)
                            .findings();
            assertEquals(1, found.size());
            assertEquals(
                    "The order does not tell whether the person is pregnant. If so, the Minimum Data Set asks for 'Person - Weeks', 'Person - Midwife'.",
                    found.getFirst().words());
        }

        @Test
        void oneThatWasNotReviewedIsALimitOfTheProgram() {
            Finding found = new Draft().without("Person - Secret").findings().getFirst();
            assertEquals(FindingKind.DATA_ITEM_RULE_NOT_REVIEWED, found.kind());
            assertEquals(Grade.INFORMATION, found.grade());
            assertEquals("Person - Secret", found.mdsQuestion());
        }

        @Test
        void oneThatWasNotReviewedDoesNotMatterOnceAnswered() {
            assertEquals(List.of(), new Draft().told());
        }
    }

    @Nested
    class SeveralOfAGroup {
        @Test
        void eachIsJudgedByItself() {
            assertEquals(
                    List.of(
                            "data-item-missing WARNING Tube - Colour T2",
                            "data-item-missing WARNING Tube - Hazard T.hazard",
                            "tool-limit INFORMATION Tube - Smell T"),
                    new Draft().tube(Truth.YES, new Answer.Absent("T2")).told());
        }

        @Test
        void areToldApart() {
            assertTrue(
                    new Draft()
                            .tube(Truth.NO, new Answer.Absent("T2"))
                            .findings()
                            .getFirst()
                            .words()
                            .startsWith("Tube 2: 'Tube - Colour' is missing."));
        }
    }

    @Nested
    class WhatMessagesCannotSay {
        @ParameterizedTest
        @CsvSource({"YES, 1", "NO, 0", "CANNOT_TELL, 0"})
        void isToldIfItIsNeeded(Truth pregnant, int times) {
            List<Finding> found =
                    new Draft().noPlaceFor("Person - Weeks").pregnant(pregnant).findings();
            assertEquals(times, found.size());
            found.forEach(f -> assertEquals(FindingKind.TOOL_LIMIT, f.kind()));
        }

        @Test
        void anItemThatTheReaderDoesNotKnowIsALimitOfTheProgram() {
            Draft draft = new Draft();
            draft.readable = new HashSet<>(draft.readable);
            draft.readable.remove("person - name");
            draft.person.remove("person - name");
            assertEquals(List.of("tool-limit INFORMATION Person - Name ORDER"), draft.told());
        }
    }

    @Test
    void anOrderOfNoCategoryIsNotCompared() {
        Draft draft = new Draft().without("Person - Name");
        draft.category = Optional.empty();
        assertEquals(List.of("data-item-undecided INFORMATION  ORDER.category"), draft.told());
    }

    @Test
    void anotherCategoryAsksForOtherItems() {
        assertEquals(
                List.of(),
                DATA_SET.check(
                        new Draft().without("Person - Name").data(),
                        TestCategory.WGS_CANCER,
                        AcceptancePolicy.STANDARD));
    }

    /// Nothing that is missing refuses an order unless the operator says so.
    @Test
    void neverRefusesByDefault() {
        Cases.check(
                200,
                random -> {
                    Draft draft = new Draft();
                    for (DataItem item : DATA_SET.items()) {
                        if (item.group().equals(PERSON) && random.nextBoolean()) {
                            draft.without(item.name());
                        }
                    }
                    draft.pregnant(List.of(Truth.values()).get(random.nextInt(3)));
                    assertFalse(AcceptancePolicy.refuses(draft.findings()));
                });
    }

    @Test
    void theOperatorMayRefuse() {
        AcceptancePolicy strict =
                new AcceptancePolicy("strict", Map.of(FindingKind.DATA_ITEM_MISSING, Grade.ERROR));
        assertTrue(
                AcceptancePolicy.refuses(
                        DATA_SET.check(new Draft().without("Person - Name").data(), strict)));
    }
}
