package org.opengms.phenotype;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads obographs JSON (`hp.json`): the first graph's `nodes` and `edges`, one node at a time, so
/// that the whole document is never in memory.
///
/// A node with `meta.deprecated` is no term. What stands for it is the target of its `IAO_0100001`
/// ("term replaced by"), or the term that lists it as `hasAlternativeId`; chains are followed.
final class OntologyReader {
    private static final String REPLACED_BY = "IAO_0100001";
    private static final String ALTERNATIVE = "hasAlternativeId";

    private final Path file;
    private final TreeMap<Integer, String> labels = new TreeMap<>();
    private final Map<Integer, TreeSet<Integer>> parents = new HashMap<>();
    private final Map<Integer, Integer> replacements = new TreeMap<>();
    private final Set<Integer> deprecated = new TreeSet<>();
    private String release = "";

    private OntologyReader(Path file) {
        this.file = file;
    }

    static Ontology read(Path file) {
        OntologyReader reader = new OntologyReader(file);
        JsonMapper mapper = JsonMapper.shared();
        try (InputStream in = TextInput.open(file);
                JsonParser parser = mapper.createParser(in)) {
            reader.document(parser);
        } catch (IOException failure) {
            throw TextInput.unreadable(file, failure);
        } catch (JacksonException failure) {
            if (failure.getCause() instanceof IOException io) {
                throw TextInput.unreadable(file, io);
            }
            throw new PhenotypeException(
                    "OGMS-0303",
                    file.getFileName()
                            + ": not readable as JSON"
                            + place(failure)
                            + ". Need the obographs form of the ontology, hp.json.",
                    failure);
        }
        return reader.assemble();
    }

    /// The parser does not always know the place.
    private static String place(JacksonException failure) {
        TokenStreamLocation at = failure.getLocation();
        return at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    private void document(JsonParser parser) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw foreign("it is not a JSON object");
        }
        boolean seen = false;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if ("graphs".equals(name) && value == JsonToken.START_ARRAY) {
                while (parser.nextToken() == JsonToken.START_OBJECT) {
                    if (seen) {
                        parser.skipChildren();
                    } else {
                        graph(parser);
                        seen = true;
                    }
                }
            } else {
                parser.skipChildren();
            }
        }
        if (!seen) {
            throw foreign("it has no graphs[0]");
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
                release = release(meta);
            } else {
                parser.skipChildren();
            }
        }
    }

    private static String release(JsonNode meta) {
        String version = meta.path("version").asString("");
        if (!version.isEmpty()) {
            return version;
        }
        for (JsonNode property : meta.path("basicPropertyValues")) {
            if (property.path("pred").asString("").endsWith("versionInfo")) {
                return property.path("val").asString("");
            }
        }
        return "";
    }

    private void node(JsonNode node) {
        Integer number = number(node.path("id").asString(""));
        if (number == null) {
            return;
        }
        JsonNode meta = node.path("meta");
        if (meta.path("deprecated").asBoolean(false)) {
            deprecated.add(number);
        } else {
            labels.put(number, node.path("lbl").asString(""));
        }
        for (JsonNode property : meta.path("basicPropertyValues")) {
            String predicate = property.path("pred").asString("");
            Integer other = number(property.path("val").asString(""));
            if (other == null) {
                continue;
            }
            if (predicate.endsWith(REPLACED_BY)) {
                replacements.put(number, other);
            } else if (predicate.endsWith(ALTERNATIVE)) {
                replacements.putIfAbsent(other, number);
            }
        }
    }

    private void edge(JsonNode edge) {
        if (!edge.path("pred").asString("").endsWith("is_a")) {
            return;
        }
        Integer child = number(edge.path("sub").asString(""));
        Integer parent = number(edge.path("obj").asString(""));
        if (child != null && parent != null) {
            parents.computeIfAbsent(child, _ -> new TreeSet<>()).add(parent);
        }
    }

    /// `HP:0000118`, or an address that ends in `HP_0000118`; else null.
    private static @Nullable Integer number(String id) {
        if (id.length() < 10) {
            return null;
        }
        String tail = id.substring(id.length() - 10).replace('_', ':');
        return HpoId.isWellFormed(tail) ? HpoId.parse(tail).number() : null;
    }

    private Ontology assemble() {
        if (labels.isEmpty()) {
            throw foreign("no node has an HP identifier");
        }
        int[] order = parentsFirst();
        Map<Integer, Integer> termOf = new HashMap<>();
        for (int term = 0; term < order.length; term++) {
            termOf.put(order[term], term);
        }
        String[] names = new String[order.length];
        int[][] parentTerms = new int[order.length][];
        for (int term = 0; term < order.length; term++) {
            names[term] = labels.getOrDefault(order[term], "");
            parentTerms[term] =
                    liveParents(order[term]).stream()
                            .mapToInt(number -> termOf.getOrDefault(number, -1))
                            .sorted()
                            .toArray();
        }
        Map<Integer, Integer> moved = new TreeMap<>();
        for (int former : replacements.keySet()) {
            if (labels.containsKey(former)) {
                continue;
            }
            Integer now = follow(former);
            if (now != null) {
                moved.put(former, termOf.getOrDefault(now, -1));
            }
        }
        int[] withdrawn =
                deprecated.stream()
                        .filter(number -> !moved.containsKey(number))
                        .mapToInt(Integer::intValue)
                        .toArray();
        return new Ontology(release, order, names, parentTerms, moved, withdrawn);
    }

    private @Nullable Integer follow(int former) {
        Set<Integer> visited = new HashSet<>();
        Integer at = former;
        while (at != null && !labels.containsKey(at)) {
            if (!visited.add(at)) {
                return null;
            }
            at = replacements.get(at);
        }
        return at;
    }

    private List<Integer> liveParents(int number) {
        List<Integer> live = new ArrayList<>();
        for (int parent : parents.getOrDefault(number, new TreeSet<>())) {
            if (labels.containsKey(parent)) {
                live.add(parent);
            }
        }
        return live;
    }

    private int[] parentsFirst() {
        Map<Integer, Integer> waiting = new HashMap<>();
        Map<Integer, List<Integer>> children = new HashMap<>();
        PriorityQueue<Integer> ready = new PriorityQueue<>();
        for (int number : labels.keySet()) {
            List<Integer> live = liveParents(number);
            waiting.put(number, live.size());
            if (live.isEmpty()) {
                ready.add(number);
            }
            for (int parent : live) {
                children.computeIfAbsent(parent, _ -> new ArrayList<>()).add(number);
            }
        }
        int[] order = new int[labels.size()];
        int size = 0;
        while (!ready.isEmpty()) {
            int number = ready.remove();
            order[size++] = number;
            for (int child : children.getOrDefault(number, List.of())) {
                if (waiting.merge(child, -1, Integer::sum) == 0) {
                    ready.add(child);
                }
            }
        }
        if (size < order.length) {
            throw foreign(
                    "its is_a edges run in a circle through "
                            + waiting.entrySet().stream()
                                    .filter(entry -> entry.getValue() > 0)
                                    .map(entry -> new HpoId(entry.getKey()).toString())
                                    .sorted()
                                    .findFirst()
                                    .orElse("unnamed terms"));
        }
        return order;
    }

    private PhenotypeException foreign(String why) {
        return new PhenotypeException(
                "OGMS-0303",
                file.getFileName()
                        + ": not an HPO-shaped ontology: "
                        + why
                        + ". Need the obographs form, hp.json.");
    }
}
