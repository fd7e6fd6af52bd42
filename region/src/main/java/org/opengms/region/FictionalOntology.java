package org.opengms.region;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// An invented phenotype ontology in the shape of the Human Phenotype Ontology: eleven organ
/// systems that nobody has, each with parts, qualities and directions of change.
///
/// Taken from the real ontology are only the codes that software relies on: the root, *Phenotypic
/// abnormality*, the modes of inheritance and the frequencies. Invented terms have numbers from
/// `HP:9900001`.
final class FictionalOntology {
    static final String RELEASE =
            "http://purl.obolibrary.org/obo/hp/opengms-synthetic/releases/2026-01-01/hp.json";
    static final String ROOT = "HP:0000001";
    static final String PHENOTYPIC_ABNORMALITY = "HP:0000118";
    private static final String PREFIX = "http://purl.obolibrary.org/obo/";

    private static final List<BodySystem> SYSTEMS =
            List.of(
                    new BodySystem("kinetic", List.of("hand", "foot", "trunk"), "tone", "rhythm"),
                    new BodySystem("lumenic", List.of("iris", "lid", "orbit"), "clarity", "hue"),
                    new BodySystem("auric", List.of("ear", "drum", "canal"), "pitch", "echo"),
                    new BodySystem("velumic", List.of("palm", "brow", "back"), "weave", "gloss"),
                    new BodySystem("ossine", List.of("shin", "rib", "jaw"), "grain", "curve"),
                    new BodySystem("cordant", List.of("arch", "valve", "wall"), "beat", "surge"),
                    new BodySystem("hepatine", List.of("lobe", "duct", "hilum"), "hue", "flow"),
                    new BodySystem("renaline", List.of("pole", "basin", "tubule"), "sieve", "salt"),
                    new BodySystem(
                            "cogitive", List.of("speech", "sleep", "recall"), "pace", "span"),
                    new BodySystem("spirine", List.of("apex", "base", "pleat"), "draught", "chime"),
                    new BodySystem("statural", List.of("limb", "neck", "head"), "span", "pace"));

    private record BodySystem(String name, List<String> parts, String first, String second) {
        private BodySystem {
            parts = List.copyOf(parts);
        }
    }

    /// One term.
    ///
    /// @param id such as `HP:9900017`
    /// @param system the organ system it was invented for; empty for structural terms
    /// @param depth edges from *Phenotypic abnormality*; 0 for structural terms
    /// @param parents at least one, but for the root
    record Term(String id, String label, String system, int depth, List<String> parents) {
        Term {
            parents = List.copyOf(parents);
        }
    }

    private final Map<String, Term> terms = new LinkedHashMap<>();
    private final Map<String, List<String>> children = new HashMap<>();
    private final String withdrawn;

    private FictionalOntology(long seed) {
        structure();
        Draws draws = Draws.of(seed, "ontology", 0);
        for (BodySystem system : SYSTEMS) {
            Term top =
                    invent(
                            "Abnormality of the " + system.name() + " system",
                            system.name(),
                            1,
                            List.of(PHENOTYPIC_ABNORMALITY));
            for (String part : system.parts()) {
                Term region =
                        invent(
                                "Abnormality of the " + system.name() + " " + part,
                                system.name(),
                                2,
                                List.of(top.id()));
                for (String quality : List.of(system.first(), system.second())) {
                    String what = system.name() + " " + quality + " of the " + part;
                    Term kind = invent("Abnormal " + what, system.name(), 3, List.of(region.id()));
                    for (String change : List.of("Reduced ", "Excess ")) {
                        Term finding =
                                invent(change + what, system.name(), 4, parents(kind, draws));
                        if (draws.chance(0.15)) {
                            invent(
                                    "Early-onset "
                                            + finding.label().toLowerCase(java.util.Locale.ROOT),
                                    system.name(),
                                    5,
                                    List.of(finding.id()));
                        }
                    }
                }
            }
        }
        withdrawn =
                "HP:" + (9_900_001 + terms.values().stream().filter(t -> t.depth() > 0).count());
    }

    static FictionalOntology of(long seed) {
        return new FictionalOntology(seed);
    }

    static List<String> systems() {
        return SYSTEMS.stream().map(BodySystem::name).toList();
    }

    /// Most findings have one parent; about one in seven belongs to a second organ system too.
    private List<String> parents(Term kind, Draws draws) {
        List<Term> elsewhere =
                terms.values().stream()
                        .filter(t -> t.depth() == 3 && !t.system().equals(kind.system()))
                        .toList();
        return !elsewhere.isEmpty() && draws.chance(0.15)
                ? List.of(kind.id(), draws.pick(elsewhere).id())
                : List.of(kind.id());
    }

    private void structure() {
        add(new Term(ROOT, "All", "", 0, List.of()));
        add(new Term("HP:0000005", "Mode of inheritance", "", 0, List.of(ROOT)));
        add(new Term(PHENOTYPIC_ABNORMALITY, "Phenotypic abnormality", "", 0, List.of(ROOT)));
        add(new Term("HP:0040279", "Frequency", "", 0, List.of(ROOT)));
        for (Inheritance inheritance : Inheritance.values()) {
            if (inheritance.isXLinked()) {
                terms.computeIfAbsent(
                        "HP:0001417",
                        id -> new Term(id, "X-linked inheritance", "", 0, List.of("HP:0000005")));
            }
            add(
                    new Term(
                            inheritance.hpoId(),
                            inheritance.label(),
                            "",
                            0,
                            List.of(inheritance.isXLinked() ? "HP:0001417" : "HP:0000005")));
        }
        List<String> frequencies =
                List.of(
                        "Obligate",
                        "Very frequent",
                        "Frequent",
                        "Occasional",
                        "Very rare",
                        "Excluded");
        for (int i = 0; i < frequencies.size(); i++) {
            add(new Term("HP:004028" + i, frequencies.get(i), "", 0, List.of("HP:0040279")));
        }
    }

    private Term invent(String label, String system, int depth, List<String> parents) {
        long number = 9_900_001 + terms.values().stream().filter(t -> t.depth() > 0).count();
        Term term = new Term("HP:" + number, label, system, depth, parents);
        add(term);
        return term;
    }

    private void add(Term term) {
        terms.put(term.id(), term);
        for (String parent : term.parents()) {
            children.computeIfAbsent(parent, p -> new ArrayList<>()).add(term.id());
        }
    }

    /// In the order of their invention: parents before children.
    List<Term> terms() {
        return List.copyOf(terms.values());
    }

    Term term(String id) {
        Term term = terms.get(id);
        if (term == null) {
            throw new IllegalArgumentException("The ontology has no term " + id);
        }
        return term;
    }

    boolean has(String id) {
        return terms.containsKey(id);
    }

    /// Findings that a clinician would record: not systems or regions.
    List<Term> findings() {
        return terms.values().stream().filter(t -> t.depth() >= 3).toList();
    }

    /// The term and everything above it.
    SequencedSet<String> withAncestors(String id) {
        SequencedSet<String> found = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(id));
        while (!open.isEmpty()) {
            String next = open.removeFirst();
            if (found.add(next)) {
                open.addAll(term(next).parents());
            }
        }
        return found;
    }

    /// Writes obographs JSON. One invented term has an alternative identifier, and one identifier
    /// is deprecated and replaced, as happens between releases.
    void write(Path file) throws IOException {
        JsonNodeFactory json = JsonNodeFactory.instance;
        ObjectNode graph = json.objectNode();
        graph.put("id", PREFIX + "hp.json");
        ObjectNode meta = graph.putObject("meta");
        property(
                meta.putArray("basicPropertyValues"),
                "http://www.w3.org/2002/07/owl#versionInfo",
                "2026-01-01");
        meta.put("version", RELEASE);
        ArrayNode nodes = graph.putArray("nodes");
        ArrayNode edges = graph.putArray("edges");
        Term renumbered = findings().getFirst();
        for (Term term : terms.values()) {
            ObjectNode node = nodes.addObject();
            node.put("id", iri(term.id()));
            node.put("lbl", term.label());
            node.put("type", "CLASS");
            ObjectNode about = json.objectNode();
            if (term.depth() > 0) {
                about.putObject("definition")
                        .put("val", "An invented finding: " + term.label() + ".")
                        .putArray("xrefs");
            }
            if (term.equals(renumbered)) {
                property(
                        about.putArray("basicPropertyValues"),
                        "http://www.geneontology.org/formats/oboInOwl#hasAlternativeId",
                        alternativeId());
            }
            if (!about.isEmpty()) {
                node.set("meta", about);
            }
            for (String parent : term.parents()) {
                edges.addObject()
                        .put("sub", iri(term.id()))
                        .put("pred", "is_a")
                        .put("obj", iri(parent));
            }
        }
        ObjectNode obsolete = nodes.addObject();
        obsolete.put("id", iri(withdrawn));
        obsolete.put("lbl", "obsolete " + renumbered.label());
        obsolete.put("type", "CLASS");
        ObjectNode reason = obsolete.putObject("meta");
        property(reason.putArray("basicPropertyValues"), PREFIX + "IAO_0100001", renumbered.id());
        reason.put("deprecated", true);
        ObjectNode document = json.objectNode();
        document.putArray("graphs").add(graph);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(document.toPrettyString().replace("\r\n", "\n"));
            out.write('\n');
        }
    }

    /// A deprecated identifier that the first finding replaces.
    String withdrawnId() {
        return withdrawn;
    }

    /// Another identifier of the first finding.
    String alternativeId() {
        return "HP:9909999";
    }

    private static void property(ArrayNode to, String predicate, String value) {
        to.addObject().put("pred", predicate).put("val", value);
    }

    private static String iri(String id) {
        return PREFIX + id.replace(':', '_');
    }

    List<Term> childrenOf(String id) {
        return children.getOrDefault(id, List.of()).stream().map(this::term).toList();
    }
}
