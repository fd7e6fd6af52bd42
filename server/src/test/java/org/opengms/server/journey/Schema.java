package org.opengms.server.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Judges messages by published JSON schemas of draft 7, as far as GA4GH's use them. What a schema
/// says and this does not know fails, so that nothing passes unread.
final class Schema {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> SAYS_NOTHING =
            Set.of("$schema", "title", "description", "definitions", "example", "default", "$id");

    private final Path folder;
    private final Map<String, JsonNode> files = new HashMap<>();

    /// @param folder of the schemas, which refer to each other by file name
    Schema(Path folder) {
        this.folder = folder;
    }

    /// What is wrong with a message; empty if nothing.
    List<String> wrong(String file, JsonNode message) {
        List<String> wrong = new ArrayList<>();
        judge(file, file(file), message, "$", wrong);
        return wrong;
    }

    private JsonNode file(String name) {
        return files.computeIfAbsent(
                name,
                n -> {
                    try {
                        return JSON.readTree(Files.readString(folder.resolve(n)));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    private void judge(
            String file, JsonNode schema, JsonNode value, String at, List<String> wrong) {
        for (String keyword : schema.propertyNames()) {
            JsonNode rule = schema.path(keyword);
            switch (keyword) {
                case "$ref" -> {
                    String[] parts = rule.asString().split("#", 2);
                    String other = parts[0].isEmpty() ? file : parts[0];
                    JsonNode there = file(other);
                    for (String step : parts[1].split("/")) {
                        there = step.isEmpty() ? there : there.path(step);
                    }
                    judge(other, there, value, at, wrong);
                }
                case "type" -> {
                    if (!isOf(rule.asString(), value)) {
                        wrong.add(at + " is no " + rule.asString());
                    }
                }
                case "enum" -> {
                    if (rule.valueStream().noneMatch(value::equals)) {
                        wrong.add(at + " is none of " + rule);
                    }
                }
                case "format" -> format(rule.asString(), value, at, wrong);
                case "required" -> {
                    for (JsonNode name : rule) {
                        if (!value.has(name.asString())) {
                            wrong.add(at + " lacks " + name.asString());
                        }
                    }
                }
                case "properties" -> {
                    for (String name : rule.propertyNames()) {
                        // a slip of the DRS schemas: keywords that stand among the properties
                        if (value.has(name) && rule.path(name).isObject()) {
                            judge(file, rule.path(name), value.path(name), at + "." + name, wrong);
                        }
                    }
                }
                case "additionalProperties" -> {
                    if (rule.isBoolean() && !rule.asBoolean()) {
                        for (String name : value.propertyNames()) {
                            if (!schema.path("properties").has(name)) {
                                wrong.add(at + " has " + name + ", which nobody knows");
                            }
                        }
                    }
                }
                case "items" -> {
                    int i = 0;
                    for (JsonNode item : value) {
                        judge(file, rule, item, at + "[" + i++ + "]", wrong);
                    }
                }
                case "minItems" -> {
                    if (value.size() < rule.asInt()) {
                        wrong.add(at + " has too few");
                    }
                }
                case "allOf" -> rule.forEach(each -> judge(file, each, value, at, wrong));
                default -> {
                    if (!SAYS_NOTHING.contains(keyword)) {
                        wrong.add("the schema says " + keyword + ", which is not known here");
                    }
                }
            }
        }
    }

    private static void format(String format, JsonNode value, String at, List<String> wrong) {
        if (format.equals("date-time")) {
            try {
                OffsetDateTime.parse(value.asString());
            } catch (DateTimeParseException notOne) {
                wrong.add(at + " is no time with its zone");
            }
        }
    }

    private static boolean isOf(String type, JsonNode value) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isString();
            case "integer" -> value.isIntegralNumber();
            case "boolean" -> value.isBoolean();
            default -> false;
        };
    }
}
