package org.opengms.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opengms.orders.FindingKind;
import org.opengms.testing.Cases;

class BadMessagesTest {
    private static final String ORDER =
            Fixtures.TEXT.write(OrderBundleWriter.write(SampleForm.FORM));

    private static FhirProblem problem(String json) {
        return assertThrows(FhirProblem.class, () -> Fixtures.bundle(json));
    }

    @Nested
    class NotJson {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "   ",
                    "null",
                    "[]",
                    "42",
                    "\"Bundle\"",
                    "<Bundle/>",
                    "{",
                    "{]",
                    "{}x",
                    "{'a':1}"
                })
        void isRefusedWithItsPlace(String json) {
            FhirProblem problem = problem(json);
            assertEquals("OGMS-3101", problem.code());
            assertTrue(problem.path().startsWith("line 1, column "), problem.path());
        }

        @Test
        void isRefusedBeforeItIsValidated() {
            assertThrows(FhirProblem.class, () -> Fixtures.STRUCTURE.check("{\"resourceType\":"));
        }

        @Test
        void namesTheLineWhereTheTextEnds() {
            String cut = "{\n\"resourceType\":\n\"Bundle\",";
            assertEquals("line 3", problem(cut).path().substring(0, 6));
        }

        @Test
        void aMemberThatIsThereTwiceIsRefused() {
            FhirProblem problem =
                    problem(
                            "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"type\":\"batch\"}");
            assertTrue(problem.words().contains("twice"), problem.words());
        }
    }

    @Nested
    class TooDeep {
        @ParameterizedTest
        @ValueSource(ints = {65, 1000, 200_000})
        void isRefusedWithoutLookingFurther(int levels) {
            String json = "{\"a\":".repeat(levels) + "1" + "}".repeat(levels);
            FhirProblem problem = problem(json);
            assertEquals(FhirProblem.Kind.TOO_LARGE, problem.kind());
            assertThrows(FhirProblem.class, () -> Fixtures.STRUCTURE.check(json));
        }
    }

    @Nested
    class NotTheResource {
        @Test
        void anotherResourceIsNamed() {
            FhirProblem problem =
                    assertThrows(
                            FhirProblem.class,
                            () ->
                                    Fixtures.TEXT.read(
                                            "{\"resourceType\":\"Patient\"}", Bundle.class));
            assertTrue(problem.words().contains("Bundle"), problem.words());
            assertTrue(problem.words().contains("Patient"), problem.words());
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = ';',
                quoteCharacter = '`',
                value = {
                    "{}",
                    "{\"resourceType\":\"Nonsense\"}",
                    "{\"resourceType\":5}",
                    "{\"resourceType\":\"Bundle\",\"entry\":\"text\"}",
                    "{\"resourceType\":\"Bundle\",\"entry\":[\"text\"]}",
                    "{\"resourceType\":\"Bundle\",\"type\":\"surprise\"}",
                    "{\"resourceType\":\"Bundle\",\"timestamp\":\"yesterday\"}",
                })
        void aValueOfTheWrongTypeIsRefused(String json) {
            FhirProblem problem = problem(json);
            assertEquals(FhirProblem.Kind.UNREADABLE, problem.kind());
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = ';',
                quoteCharacter = '`',
                value = {
                    "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"resource\":[]}]}; Bundle.entry[0].resource",
                    "{\"resourceType\":\"Bundle\",\"type\":{\"a\":1}}; Bundle.type",
                    "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"surprise\":1}; Bundle",
                })
        void whatTheParserWouldPassOverTheValidatorNames(String json, String path) {
            assertTrue(
                    Fixtures.complaints(json).stream()
                            .anyMatch(f ->
                                    f.kind() == FindingKind.STRUCTURE_INVALID
                                            && f.path().equals(path)),
                    () -> Fixtures.complaints(json).toString());
        }

        @Test
        void theProblemNeverQuotesTheValue() {
            FhirProblem problem =
                    assertThrows(
                            FhirProblem.class,
                            () ->
                                    Fixtures.TEXT.read(
                                            "{\"resourceType\":\"Patient\",\"birthDate\":\"Seymour 9990000018\"}",
                                            Patient.class));
            assertFalse(problem.getMessage().contains("Seymour"), problem.getMessage());
            assertFalse(problem.getMessage().contains("9990000018"), problem.getMessage());
        }
    }

    @Test
    void noMutationOfAnOrderBreaksTheReader() {
        noMutationBreaksTheReader(1500);
    }

    @Test
    @Tag("heavy")
    void noMutationOfAnOrderBreaksTheReaderForLong() {
        noMutationBreaksTheReader(100_000);
    }

    /// Whatever is done to an order, it is read, or refused with a [FhirProblem].
    private static void noMutationBreaksTheReader(int count) {
        ObjectMapper json = new ObjectMapper();
        int[] read = {0};
        Cases.check(
                count,
                random -> {
                    JsonNode tree = json.readTree(ORDER);
                    int mutations = 1 + random.nextInt(4);
                    for (int i = 0; i < mutations; i++) {
                        mutate(tree, random);
                    }
                    String text = json.writeValueAsString(tree);
                    if (random.nextInt(10) == 0) {
                        text = text.substring(0, random.nextInt(text.length()));
                    }
                    try {
                        OrderMessage message = Fixtures.READER.read(Fixtures.bundle(text));
                        read[0]++;
                        message.findings()
                                .forEach(f -> {
                                    assertTrue(f.path().startsWith("Bundle"), f.path());
                                    assertFalse(f.words().isBlank());
                                });
                        if (message.request().isPresent()) {
                            OrderResources.assemble(
                                    text,
                                    message,
                                    Fixtures.accepted(message.findings()),
                                    Fixtures.NOW);
                        }
                    } catch (FhirProblem refused) {
                        assertFalse(refused.getMessage().contains("9990000018"));
                    }
                });
        if (System.getProperty("opengms.seed") == null) {
            assertTrue(
                    read[0] > count / 5,
                    "only %d of %d mutants could be read at all".formatted(read[0], count));
        }
    }

    /// The validator neither breaks nor tells who the patient is.
    @Test
    void noMutationOfAnOrderBreaksTheValidator() {
        ObjectMapper json = new ObjectMapper();
        Cases.check(
                25,
                random -> {
                    JsonNode tree = json.readTree(ORDER);
                    for (int i = 0; i < 6; i++) {
                        mutate(tree, random);
                    }
                    Fixtures.STRUCTURE
                            .check(json.writeValueAsString(tree))
                            .forEach(f -> {
                                assertFalse(f.words().contains("9990000018"), f.words());
                                assertFalse(f.words().contains("Seymour"), f.words());
                                assertFalse(f.words().contains("2015-03-09"), f.words());
                            });
                });
    }

    static void mutate(JsonNode root, RandomGenerator random) {
        List<JsonNode> containers = new ArrayList<>();
        collect(root, containers);
        JsonNode chosen = containers.get(random.nextInt(containers.size()));
        if (chosen instanceof ObjectNode object && !object.isEmpty()) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            String name = names.get(random.nextInt(names.size()));
            switch (random.nextInt(6)) {
                case 0 -> object.remove(name);
                case 1 -> object.put(name, 17);
                case 2 -> object.put(name, "Seymour");
                case 3 -> object.putArray(name);
                case 4 -> object.set("surprise", object.get(name).deepCopy());
                default ->
                        object.set(
                                name, containers.get(random.nextInt(containers.size())).deepCopy());
            }
        } else if (chosen instanceof ArrayNode array && !array.isEmpty()) {
            switch (random.nextInt(4)) {
                case 0 -> array.remove(random.nextInt(array.size()));
                case 1 -> array.add(array.get(0).deepCopy());
                case 2 -> array.addNull();
                default -> array.insert(0, array.get(array.size() - 1).deepCopy());
            }
        }
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainerNode()) {
            containers.add(node);
            node.forEach(child -> collect(child, containers));
        }
    }
}
