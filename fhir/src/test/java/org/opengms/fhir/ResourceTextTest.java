package org.opengms.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.testing.Cases;
import org.opengms.testing.RealData;
import org.opengms.testing.SharedData;

class ResourceTextTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant AT = Instant.parse("2026-02-03T04:05:06.789Z");

    @Nested
    class WhatIsSet {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                        {}                                      | {"id":"x"}
                        {"resourceType":"Task"}                 | {"resourceType":"Task","id":"x"}
                        {"resourceType":"Task", "id" : "old" }  | {"resourceType":"Task", "id" : "x" }
                        {"status":"a","resourceType": "Task" , "priority":1.50} | {"status":"a","resourceType": "Task","id":"x" , "priority":1.50}
                        {"contained":[{"id":"old"}],"id":"y"}   | {"contained":[{"id":"old"}],"id":"x"}
                        """)
        void idStandsWhereItStoodOrAfterTheType(String sent, String kept) {
            assertEquals(kept, ResourceText.of(sent).id("x").text());
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                        {"resourceType":"Task"}             | {"resourceType":"Task","meta":{"versionId":"2","lastUpdated":"2026-02-03T04:05:06.789Z"}}
                        {"meta":{}}                         | {"meta":{"versionId":"2","lastUpdated":"2026-02-03T04:05:06.789Z"}}
                        {"meta":{"profile":["p"]}}          | {"meta":{"versionId":"2","lastUpdated":"2026-02-03T04:05:06.789Z","profile":["p"]}}
                        {"meta":{"versionId":"9", "tag":[]}} | {"meta":{"lastUpdated":"2026-02-03T04:05:06.789Z","versionId":"2", "tag":[]}}
                        {"x":{"meta":{"versionId":"9"}},"meta": {"lastUpdated":"z","versionId":"1"}} | {"x":{"meta":{"versionId":"9"}},"meta": {"lastUpdated":"2026-02-03T04:05:06.789Z","versionId":"2"}}
                        """)
        void versionLeavesTheRestOfMeta(String sent, String kept) {
            assertEquals(kept, ResourceText.of(sent).version(2, AT).text());
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                        {"resourceType":"Task"}      | {"resourceType":"Task","identifier":[{"v":1}]}
                        {"identifier":[ ]}           | {"identifier":[ {"v":1}]}
                        {"identifier":[{"v":0} ]}    | {"identifier":[{"v":0} ,{"v":1}]}
                        """)
        void anElementIsAddedAtTheEnd(String sent, String kept) {
            assertEquals(kept, ResourceText.of(sent).append("identifier", "{\"v\":1}").text());
        }

        @Test
        void textsAreWrittenWithTheirQuotes() {
            assertEquals(
                    "{\"id\":\"a\\\"b\\\\c\\u0001\"}",
                    ResourceText.of("{}").id("a\"b\\c\u0001").text());
        }
    }

    @Nested
    class Addresses {
        private String readdressed(String sent) {
            return ResourceText.of(sent)
                    .addresses(url -> url.endsWith("1") ? "Patient/9" : url)
                    .text();
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                        {"subject":{"reference":"urn:uuid:1"}}             | {"subject":{"reference":"Patient/9"}}
                        {"a":[{"reference" : "Patient/1","display":"1"}]}  | {"a":[{"reference" : "Patient/9","display":"1"}]}
                        {"valueUri":"urn:uuid:1"}                          | {"valueUri":"Patient/9"}
                        {"identifier":[{"value":"urn:uuid:1"}]}            | {"identifier":[{"value":"urn:uuid:1"}]}
                        {"subject":{"reference":"urn:uuid:2"}}             | {"subject":{"reference":"urn:uuid:2"}}
                        {"subject":{"reference":"Patient\\/1"}}            | {"subject":{"reference":"Patient/9"}}
                        {"note":[{"text":"see Patient/1"}]}                | {"note":[{"text":"see Patient/1"}]}
                        """)
        void areRewrittenWhereTheyAreAddresses(String sent, String kept) {
            assertEquals(kept, readdressed(sent));
        }
    }

    @Test
    void anyTextIsChangedAsItsTreeWouldBe() {
        Cases.check(
                500,
                random -> {
                    ObjectNode tree = JSON.createObjectNode();
                    tree.put("resourceType", "Task");
                    for (int i = random.nextInt(6); i > 0; i--) {
                        tree.set("m" + random.nextInt(8), tree(random, 3));
                    }
                    if (random.nextBoolean()) {
                        tree.set(
                                "meta",
                                random.nextBoolean() ? JSON.createObjectNode() : object(random, 2));
                    }
                    if (random.nextBoolean()) {
                        tree.put("id", "before");
                    }
                    String text = random.nextBoolean() ? tree.toPrettyString() : tree.toString();

                    assertEquals(
                            text, ResourceText.of(text).text(), "nothing set, nothing changed");

                    String changed = ResourceText.of(text).id("after").version(3, AT).text();
                    ObjectNode expected = tree.deepCopy();
                    expected.put("id", "after");
                    ObjectNode meta =
                            expected.path("meta") instanceof ObjectNode there
                                    ? there
                                    : expected.putObject("meta");
                    meta.put("versionId", "3");
                    meta.put("lastUpdated", "2026-02-03T04:05:06.789Z");
                    assertEquals(expected, JSON.readTree(changed), text);
                });
    }

    private static JsonNode tree(RandomGenerator random, int depth) {
        return switch (random.nextInt(depth > 0 ? 7 : 5)) {
            case 0 -> JSON.getNodeFactory().numberNode(random.nextInt());
            case 1 -> JSON.getNodeFactory().numberNode(random.nextDouble() * 1e9);
            case 2 -> JSON.getNodeFactory().booleanNode(random.nextBoolean());
            case 3 -> JSON.getNodeFactory().textNode("t\u00e9\ud83e\uddec\"" + random.nextInt(9));
            case 4 -> JSON.getNodeFactory().nullNode();
            case 5 -> object(random, depth - 1);
            default -> {
                ArrayNode array = JSON.createArrayNode();
                for (int i = random.nextInt(3); i > 0; i--) {
                    array.add(tree(random, depth - 1));
                }
                yield array;
            }
        };
    }

    private static ObjectNode object(RandomGenerator random, int depth) {
        ObjectNode object = JSON.createObjectNode();
        for (int i = random.nextInt(4); i > 0; i--) {
            object.set("k" + random.nextInt(5), tree(random, depth));
        }
        return object;
    }

    @RealData
    @Test
    void nationalResourcesComeBackToTheLetter() throws IOException {
        List<Path> files;
        try (var walk = Files.walk(SharedData.file("fhir/nhse-genomics"))) {
            files = walk.filter(f -> f.toString().endsWith(".json")).sorted().toList();
        }
        assertEquals(418, files.size());
        List<String> differing = new ArrayList<>();
        for (Path file : files) {
            String sent = Files.readString(file).replace("\ufeff", "");
            if (!ResourceText.of(sent).text().equals(sent)) {
                differing.add(file.toString());
            }
            JsonNode before = JSON.readTree(sent);
            JsonNode after = JSON.readTree(ResourceText.of(sent).id("x").version(1, AT).text());
            for (JsonNode one : List.of(before, after)) {
                ((ObjectNode) one).remove("id");
                JsonNode meta = one.path("meta");
                if (meta instanceof ObjectNode object) {
                    object.remove(List.of("versionId", "lastUpdated"));
                    if (object.isEmpty()) {
                        ((ObjectNode) one).remove("meta");
                    }
                }
            }
            assertEquals(before, after, file.toString());
        }
        assertEquals(List.of(), differing);
    }

    @RealData
    @Test
    void everyEntryOfANationalBundleIsFoundWithItsText() throws IOException {
        try (var files = Files.list(SharedData.file("fhir/nhse-genomics/Bundle"))) {
            files.forEach(file -> {
                try {
                    String sent = Files.readString(file);
                    List<String> found = new ArrayList<>();
                    for (String text : ResourceText.entries(sent)) {
                        found.add(text == null ? "" : JSON.readTree(text).toString());
                        assertTrue(text == null || sent.contains(text));
                    }
                    List<String> expected = new ArrayList<>();
                    for (JsonNode entry : JSON.readTree(sent).path("entry")) {
                        expected.add(entry.has("resource") ? entry.get("resource").toString() : "");
                    }
                    assertEquals(expected, found, file.toString());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
