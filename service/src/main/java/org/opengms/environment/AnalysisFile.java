package org.opengms.environment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.opengms.cohort.Measure;
import org.opengms.cohort.Trait;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An analysis as JSON: as it is asked for, and as it is kept. docs/spec/safe-use.md has the form.
public final class AnalysisFile {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LONGEST = 1 << 16;

    private AnalysisFile() {}

    /// Reads an analysis strictly.
    ///
    /// @throws IllegalArgumentException if it is none, saying what is wrong
    public static Analysis read(String json) {
        if (json.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "OGMS-7624 An analysis is described in at most %,d characters."
                            .formatted(LONGEST));
        }
        try {
            return read(JSON.readTree(json));
        } catch (JacksonException notJson) {
            throw new IllegalArgumentException("OGMS-7625 The analysis is not JSON.", notJson);
        }
    }

    private static Analysis read(JsonNode node) {
        return switch (node.path("kind").asString("")) {
            case "cross-tabulation" -> {
                only(node, "kind", "by", "where");
                yield new Analysis.CrossTabulation(
                        all(node, "by").map(AnalysisFile::dimension).toList(),
                        all(node, "where").map(AnalysisFile::condition).toList());
            }
            case "phenotype-by-outcome" -> {
                only(node, "kind", "phenotypes", "outcomes");
                yield new Analysis.PhenotypeByOutcome(
                        texts(node, "phenotypes").stream().map(Attribute.Phenotype::new).toList(),
                        new Dimension(
                                new Attribute.OfTrait(Trait.OUTCOME), texts(node, "outcomes")));
            }
            case "carriers" -> {
                only(node, "kind", "regions");
                yield new Analysis.Carriers(
                        texts(node, "regions").stream().map(Analysis::region).toList());
            }
            case "burden" -> {
                only(node, "kind", "regions", "by");
                yield new Analysis.Burden(
                        texts(node, "regions").stream().map(Analysis::region).toList(),
                        all(node, "by").map(AnalysisFile::dimension).toList());
            }
            case "sums" -> {
                only(node, "kind", "measure", "by");
                yield new Analysis.Sums(
                        constant(Measure.class, node, "measure"), dimension(node.path("by")));
            }
            default ->
                    throw new IllegalArgumentException(
                            "OGMS-7626 kind must be cross-tabulation, phenotype-by-outcome, carriers, burden or sums.");
        };
    }

    private static Dimension dimension(JsonNode node) {
        return new Dimension(attribute(node), texts(node, "values"));
    }

    private static Condition condition(JsonNode node) {
        return new Condition(attribute(node), texts(node, "values"));
    }

    private static Attribute attribute(JsonNode node) {
        only(node, "trait", "gene", "variant", "phenotype", "values");
        List<String> given =
                Stream.of("trait", "gene", "variant", "phenotype").filter(node::has).toList();
        if (given.size() != 1) {
            throw new IllegalArgumentException(
                    "OGMS-7627 An attribute is one of trait, gene, variant and phenotype.");
        }
        String value = node.path(given.getFirst()).asString("");
        return switch (given.getFirst()) {
            case "trait" -> new Attribute.OfTrait(constant(Trait.class, node, "trait"));
            case "gene" -> new Attribute.ReportedGene(value);
            case "variant" -> new Attribute.ReportedVariant(value);
            default -> new Attribute.Phenotype(value);
        };
    }

    private static void only(JsonNode node, String... names) {
        Set<String> unknown = new TreeSet<>(node.propertyNames());
        unknown.removeAll(Set.of(names));
        if (!node.isObject() || !unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "OGMS-7628 Only these fields are known here: %s."
                            .formatted(String.join(", ", names)));
        }
    }

    private static Stream<JsonNode> all(JsonNode node, String name) {
        JsonNode list = node.path(name);
        if (!list.isMissingNode() && !list.isArray()) {
            throw new IllegalArgumentException("OGMS-7629 %s must be a list.".formatted(name));
        }
        return list.valueStream();
    }

    private static List<String> texts(JsonNode node, String name) {
        return all(node, name)
                .map(one -> {
                    if (!one.isString()) {
                        throw new IllegalArgumentException(
                                "OGMS-7629 %s must be a list of texts.".formatted(name));
                    }
                    return one.asString();
                })
                .toList();
    }

    private static <E extends Enum<E>> E constant(Class<E> type, JsonNode node, String name) {
        String value = node.path(name).asString("").toUpperCase(Locale.ROOT);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(value)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(
                "OGMS-7630 %s must be one of %s."
                        .formatted(name, List.of(type.getEnumConstants())));
    }

    /// Writes an analysis so that [#read] reads it.
    public static String write(Analysis analysis) {
        Map<String, Object> json = new LinkedHashMap<>();
        switch (analysis) {
            case Analysis.CrossTabulation table -> {
                json.put("kind", "cross-tabulation");
                json.put("by", table.by().stream().map(AnalysisFile::view).toList());
                json.put(
                        "where",
                        table.where().stream().map(c -> view(c.attribute(), c.values())).toList());
            }
            case Analysis.PhenotypeByOutcome table -> {
                json.put("kind", "phenotype-by-outcome");
                json.put(
                        "phenotypes",
                        table.phenotypes().stream().map(Attribute.Phenotype::term).toList());
                json.put("outcomes", table.outcomes().values());
            }
            case Analysis.Carriers carriers -> {
                json.put("kind", "carriers");
                json.put("regions", carriers.regions().stream().map(Analysis::words).toList());
            }
            case Analysis.Burden burden -> {
                json.put("kind", "burden");
                json.put("regions", burden.regions().stream().map(Analysis::words).toList());
                json.put("by", burden.by().stream().map(AnalysisFile::view).toList());
            }
            case Analysis.Sums sums -> {
                json.put("kind", "sums");
                json.put("measure", sums.measure().name());
                json.put("by", view(sums.by()));
            }
        }
        return JSON.writeValueAsString(json);
    }

    private static Map<String, Object> view(Dimension dimension) {
        return view(dimension.attribute(), dimension.values());
    }

    private static Map<String, Object> view(Attribute attribute, List<String> values) {
        Map<String, Object> json = new LinkedHashMap<>();
        switch (attribute) {
            case Attribute.OfTrait(Trait trait) -> json.put("trait", trait.name());
            case Attribute.ReportedGene(String symbol) -> json.put("gene", symbol);
            case Attribute.ReportedVariant(String variant) -> json.put("variant", variant);
            case Attribute.Phenotype(String term) -> json.put("phenotype", term);
        }
        if (!values.isEmpty()) {
            json.put("values", new ArrayList<>(values));
        }
        return json;
    }
}
