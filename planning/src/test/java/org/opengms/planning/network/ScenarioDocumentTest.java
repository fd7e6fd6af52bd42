package org.opengms.planning.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.json.JsonMapper;

/// The records of a scenario, its page in `docs/spec` and its JSON Schema agree. The schema is made
/// of the records and the page's words; where the file differs it is written as it should be to
/// `target`.
class ScenarioDocumentTest {
    private static final Path SPEC = Path.of("..", "docs", "spec");
    private static final Pattern ROW =
            Pattern.compile("\\| `(\\w+)` \\| ([^|]*) \\| ([^|]*) \\| ([^|]*) \\|");

    /// A row of the page's tables.
    private record Row(String type, String unit, String meaning) {}

    private final Map<String, Object> definitions = new TreeMap<>();
    private final Map<String, Map<String, Row>> page = new LinkedHashMap<>();

    @Test
    void thePageHasEveryFieldOfTheRecordsAndNoOther() throws IOException {
        readPage();
        Map<String, List<String>> records = new TreeMap<>();
        collect(ServiceScenario.class, records);
        Map<String, List<String>> told = new TreeMap<>();
        page.forEach((name, rows) -> told.put(name, List.copyOf(rows.keySet())));
        assertEquals(records, told);
    }

    @Test
    void thePageSaysAUnitOfEveryQuantity() throws IOException {
        readPage();
        page.forEach((record, rows) ->
                rows.forEach((field, row) ->
                        assertTrue(
                                !row.type().equals("Quantity") || !row.unit().isBlank(),
                                record + "." + field)));
    }

    @Test
    void theSchemaIsThatOfRecordsAndPage() throws IOException {
        readPage();
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "OpenGMS planning scenario, version 1");
        schema.put("$ref", "#/$defs/ServiceScenario");
        define(ServiceScenario.class);
        schema.put("$defs", definitions);
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        String right =
                JsonMapper.builder()
                                .build()
                                .writer()
                                .with(
                                        new DefaultPrettyPrinter()
                                                .withObjectIndenter(indenter)
                                                .withArrayIndenter(indenter))
                                .writeValueAsString(schema)
                        + "\n";
        Path file = SPEC.resolve("planning-scenario.schema.json");
        String text = Files.exists(file) ? Files.readString(file) : "";
        if (!right.equals(text)) {
            Files.writeString(Path.of("target", "planning-scenario.schema.json"), right);
        }
        assertEquals(
                right, text, "copy planning/target/planning-scenario.schema.json to docs/spec");
    }

    private void readPage() throws IOException {
        String name = "";
        for (String line : Files.readAllLines(SPEC.resolve("planning-scenario.md"))) {
            if (line.startsWith("#")) {
                name = line.startsWith("### ") ? line.substring(4) : "";
            }
            Matcher row = ROW.matcher(line);
            if (!name.isEmpty() && row.matches()) {
                page.computeIfAbsent(name, _ -> new LinkedHashMap<>())
                        .put(
                                row.group(1),
                                new Row(
                                        row.group(2).strip(),
                                        row.group(3).strip(),
                                        row.group(4).strip()));
            }
        }
    }

    private static void collect(Type type, Map<String, List<String>> records) {
        if (type instanceof ParameterizedType generic) {
            Arrays.stream(generic.getActualTypeArguments()).forEach(t -> collect(t, records));
        } else if (type instanceof Class<?> c
                && c.isRecord()
                && !records.containsKey(c.getSimpleName())) {
            List<String> fields = new ArrayList<>();
            records.put(c.getSimpleName(), fields);
            for (RecordComponent component : c.getRecordComponents()) {
                fields.add(component.getName());
                collect(component.getGenericType(), records);
            }
        }
    }

    private void define(Class<?> record) {
        if (definitions.containsKey(record.getSimpleName())) {
            return;
        }
        Map<String, Object> definition = new LinkedHashMap<>();
        definitions.put(record.getSimpleName(), definition);
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (RecordComponent component : record.getRecordComponents()) {
            Map<String, Object> property = new LinkedHashMap<>(schema(component.getGenericType()));
            Row row =
                    Optional.ofNullable(page.get(record.getSimpleName()))
                            .map(rows -> rows.get(component.getName()))
                            .orElseThrow();
            property.put(
                    "description",
                    row.unit().isEmpty() ? row.meaning() : row.unit() + ": " + row.meaning());
            properties.put(component.getName(), property);
            if (component.getType() != Optional.class) {
                required.add(component.getName());
            }
        }
        definition.put("type", "object");
        definition.put("properties", properties);
        definition.put("required", required);
        definition.put("additionalProperties", false);
    }

    private Map<String, Object> schema(Type type) {
        if (type instanceof ParameterizedType generic) {
            Class<?> raw = (Class<?>) generic.getRawType();
            Type[] arguments = generic.getActualTypeArguments();
            if (raw == List.class || raw == Set.class) {
                return new TreeMap<>(Map.of("type", "array", "items", schema(arguments[0])));
            }
            return raw == Optional.class
                    ? schema(arguments[0])
                    : new TreeMap<>(
                            Map.of("type", "object", "additionalProperties", schema(arguments[1])));
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isRecord()) {
            define(plain);
            return Map.of("$ref", "#/$defs/" + plain.getSimpleName());
        }
        if (plain.isEnum()) {
            return Map.of(
                    "enum", Arrays.stream(plain.getEnumConstants()).map(Object::toString).toList());
        }
        if (plain == LocalDate.class) {
            return new TreeMap<>(Map.of("type", "string", "format", "date"));
        }
        return Map.of(
                "type",
                plain == String.class ? "string" : plain == int.class ? "integer" : "number");
    }
}
