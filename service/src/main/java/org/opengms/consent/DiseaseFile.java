package org.opengms.consent;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads an ontology of diseases: OBO 1.4, or obographs JSON, whichever the file turns out to be.
///
/// Of a term it takes `is_a`, whether it is obsolete, what replaces it, and which codes of other
/// collections are exactly the same: in OBO an `xref` with `source="MONDO:equivalentTo"`, in
/// obographs a `skos:exactMatch`. Other cross-references are not equal and count for nothing.
final class DiseaseFile {
    private static final String EQUIVALENT = "\"MONDO:equivalentTo\"";

    private final Map<String, Set<String>> parents = new HashMap<>();
    private final Map<String, String> replacements = new HashMap<>();
    private final Map<String, String> same = new HashMap<>();
    private final Set<String> ambiguous = new HashSet<>();
    private final Set<String> obsolete = new HashSet<>();
    private String release = "";

    private DiseaseFile() {}

    static DiseaseHierarchy read(Path file) {
        DiseaseFile reading = new DiseaseFile();
        try (InputStream in = open(file)) {
            in.mark(1);
            int first = in.read();
            in.reset();
            if (first == '{') {
                reading.obographs(in);
            } else {
                reading.obo(
                        new BufferedReader(
                                new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder())));
            }
            return reading.hierarchy();
        } catch (CharacterCodingException e) {
            throw refused(file, "it is not UTF-8 text", e);
        } catch (JacksonException e) {
            if (e.getCause() instanceof IOException io) {
                throw unreadable(file, io);
            }
            throw refused(
                    file,
                    "it is not readable as JSON at line %d"
                            .formatted(e.getLocation() == null ? 0 : e.getLocation().getLineNr()),
                    e);
        } catch (IllegalArgumentException e) {
            throw refused(file, String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static IllegalArgumentException refused(Path file, String why, Exception cause) {
        return new IllegalArgumentException(
                "OGMS-7955 %s is no ontology of diseases: %s. Give it in OBO or obographs JSON, such as Mondo's."
                        .formatted(file.getFileName(), why),
                cause);
    }

    private static UncheckedIOException unreadable(Path file, IOException cause) {
        return new UncheckedIOException(
                "OGMS-7956 %s cannot be read, or ends too early. Obtain it again."
                        .formatted(file.getFileName()),
                cause);
    }

    private static InputStream open(Path file) throws IOException {
        BufferedInputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        try {
            raw.mark(2);
            int first = raw.read();
            int second = raw.read();
            raw.reset();
            return first == 0x1f && second == 0x8b
                    ? new BufferedInputStream(new GZIPInputStream(raw, 1 << 16), 1 << 16)
                    : raw;
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    private DiseaseHierarchy hierarchy() {
        obsolete.forEach(parents::remove);
        if (parents.isEmpty()) {
            throw new IllegalArgumentException("it has no term");
        }
        ambiguous.forEach(same::remove);
        return new DiseaseHierarchy(release, parents, replacements, same);
    }

    private void term(String id) {
        parents.computeIfAbsent(id, _ -> new HashSet<>());
    }

    private void isA(String child, String parent) {
        parents.computeIfAbsent(child, _ -> new HashSet<>()).add(parent);
    }

    /// A code that stands for two diseases stands for none.
    private void same(String other, String disease) {
        String before = same.putIfAbsent(other, disease);
        if (before != null && !before.equals(disease)) {
            ambiguous.add(other);
        }
    }

    // ---- OBO

    private void obo(BufferedReader lines) throws IOException {
        boolean header = true;
        boolean inTerm = false;
        String id = "";
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (line.startsWith("[")) {
                header = false;
                inTerm = line.strip().equals("[Term]");
                id = "";
                continue;
            }
            int colon = line.indexOf(':');
            if (line.isBlank() || line.startsWith("!") || (!header && !inTerm)) {
                continue;
            }
            if (colon < 1) {
                throw new IllegalArgumentException(
                        "line %d has no tag with a colon".formatted(number));
            }
            String tag = line.substring(0, colon);
            String value = line.substring(colon + 1).strip();
            if (header) {
                if (tag.equals("data-version")) {
                    release = value;
                }
                continue;
            }
            if (tag.equals("id")) {
                id = code(value, number);
                term(id);
            } else if (id.isEmpty()) {
                throw new IllegalArgumentException(
                        "the term before line %d does not begin with its id".formatted(number));
            } else {
                tag(id, tag, value, number);
            }
        }
    }

    private void tag(String id, String tag, String value, int number) {
        switch (tag) {
            case "is_a" -> isA(id, code(value, number));
            case "is_obsolete" -> {
                if (value.startsWith("true")) {
                    obsolete.add(id);
                }
            }
            case "replaced_by" -> replacements.put(id, code(value, number));
            case "alt_id" -> replacements.putIfAbsent(code(value, number), id);
            case "xref" -> {
                if (value.contains(EQUIVALENT)) {
                    same(code(value, number), id);
                }
            }
            default -> {}
        }
    }

    /// The code at the beginning of a value, before qualifiers and comments.
    private static String code(String value, int line) {
        String first = value.split("[\\s{!]", 2)[0];
        return DiseaseHierarchy.code(first)
                .filter(code -> code.contains(":"))
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "line %d has no code such as MONDO:0005148".formatted(line)));
    }

    // ---- obographs

    private void obographs(InputStream in) {
        try (JsonParser parser = JsonMapper.shared().createParser(in)) {
            parser.nextToken();
            boolean seen = false;
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean graphs = "graphs".equals(parser.currentName());
                if (parser.nextToken() == JsonToken.START_ARRAY && graphs) {
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        graph(parser);
                        seen = true;
                    }
                } else {
                    parser.skipChildren();
                }
            }
            if (!seen) {
                throw new IllegalArgumentException("it has no graphs[0]");
            }
        }
    }

    private void graph(JsonParser parser) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if ("nodes".equals(name) && value == JsonToken.START_ARRAY) {
                while (parser.nextToken() == JsonToken.START_OBJECT) {
                    JsonNode node = parser.readValueAsTree();
                    node(node);
                }
            } else if ("edges".equals(name) && value == JsonToken.START_ARRAY) {
                while (parser.nextToken() == JsonToken.START_OBJECT) {
                    JsonNode edge = parser.readValueAsTree();
                    edge(edge);
                }
            } else if ("meta".equals(name) && value == JsonToken.START_OBJECT) {
                JsonNode meta = parser.readValueAsTree();
                if (release.isEmpty()) {
                    release = meta.path("version").asString("");
                }
            } else {
                parser.skipChildren();
            }
        }
    }

    private void node(JsonNode node) {
        String id = id(node.path("id"));
        if (id == null || !node.path("type").asString("CLASS").equals("CLASS")) {
            return;
        }
        term(id);
        JsonNode meta = node.path("meta");
        if (meta.path("deprecated").asBoolean(false)) {
            obsolete.add(id);
        }
        for (JsonNode property : meta.path("basicPropertyValues")) {
            String predicate = property.path("pred").asString("");
            String other = id(property.path("val"));
            if (other == null) {
                continue;
            }
            if (predicate.endsWith("IAO_0100001")) {
                replacements.put(id, other);
            } else if (predicate.endsWith("hasAlternativeId")) {
                replacements.putIfAbsent(other, id);
            } else if (predicate.endsWith("skos/core#exactMatch")) {
                same(other, id);
            }
        }
    }

    private void edge(JsonNode edge) {
        String child = id(edge.path("sub"));
        String parent = id(edge.path("obj"));
        if (edge.path("pred").asString("").endsWith("is_a") && child != null && parent != null) {
            isA(child, parent);
        }
    }

    /// A code, or an address that ends in one; else null.
    private static @Nullable String id(JsonNode value) {
        return DiseaseHierarchy.code(value.asString(""))
                .filter(code -> code.contains(":"))
                .orElse(null);
    }
}
