package org.opengms.panels;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads documents of the PanelApp API, version 1: a panel, an array of panels, or a list page. A
/// panel without `genes`, as on list pages, is a header alone.
final class PanelDocuments {
    private final String file;
    private final List<Panel> panels = new ArrayList<>();
    private final List<PanelHeader> headers = new ArrayList<>();
    private final List<PanelFiles.LeftOut> leftOut = new ArrayList<>();

    PanelDocuments(String file) {
        this.file = file;
    }

    PanelFiles.Content read(byte[] json) {
        JsonNode root;
        try {
            root = JsonMapper.shared().readTree(json);
        } catch (StreamConstraintsException deep) {
            throw new PanelInputException(
                    file, "it is nested too deeply, or a part of it is too long");
        } catch (JacksonException broken) {
            throw new PanelInputException(
                    file,
                    broken.getLocation() == null
                            ? "it is not readable as JSON"
                            : "it is not readable as JSON at line %d, column %d"
                                    .formatted(
                                            broken.getLocation().getLineNr(),
                                            broken.getLocation().getColumnNr()));
        }
        JsonNode list = root.isArray() ? root : root.path("results");
        if (list.isArray()) {
            int number = 0;
            for (JsonNode document : list) {
                number++;
                document(document, "entry " + number);
            }
        } else {
            document(root, "the document");
        }
        return new PanelFiles.Content(panels, headers, leftOut);
    }

    private void document(JsonNode document, String where) {
        String id = text(document, "id");
        if (id.isEmpty()) {
            leave(where, "it has no id, so it is no panel");
            return;
        }
        PanelHeader header = header(id, document);
        if (!document.path("genes").isArray()) {
            headers.add(header);
            return;
        }
        List<PanelEntity> entities = new ArrayList<>();
        Map<String, Panel.Child> children = new LinkedHashMap<>();
        for (String kind : List.of("genes", "strs", "regions")) {
            int number = 0;
            for (JsonNode entry : document.path(kind)) {
                number++;
                String at =
                        "panel %s, %s %d"
                                .formatted(id, kind.substring(0, kind.length() - 1), number);
                if (text(entry, "entity_name").isEmpty()
                        && text(entry.path("gene_data"), "gene_symbol").isEmpty()) {
                    leave(at, "it has no name");
                    continue;
                }
                Optional<String> child = child(id, entry.path("panel"), children);
                try {
                    entities.add(
                            switch (kind) {
                                case "genes" -> gene(entry, child);
                                case "strs" -> repeat(entry, child);
                                default -> region(entry, child);
                            });
                } catch (IllegalArgumentException wrong) {
                    leave(at, String.valueOf(wrong.getMessage()));
                }
            }
        }
        panels.add(new Panel(header, List.copyOf(children.values()), entities));
    }

    private void leave(String where, String why) {
        leftOut.add(new PanelFiles.LeftOut(file, where, why));
    }

    private static PanelHeader header(String id, JsonNode document) {
        List<String> disorders = new ArrayList<>();
        for (JsonNode disorder : document.path("relevant_disorders")) {
            String words = disorder.asString("").strip();
            if (!words.isEmpty()) {
                disorders.add(words);
            }
        }
        List<PanelHeader.PanelType> types = new ArrayList<>();
        for (JsonNode type : document.path("types")) {
            types.add(new PanelHeader.PanelType(text(type, "slug"), text(type, "name")));
        }
        return new PanelHeader(
                id,
                text(document, "version"),
                text(document, "name"),
                text(document, "disease_group"),
                text(document, "disease_sub_group"),
                text(document, "status"),
                Optional.of(text(document, "version_created")).filter(t -> !t.isEmpty()),
                disorders,
                types);
    }

    /// The child panel that an entry of a superpanel names. PanelApp also names the panel itself on
    /// some entries, which makes it no child of its own.
    private static Optional<String> child(
            String id, JsonNode panel, Map<String, Panel.Child> children) {
        String childId = text(panel, "id");
        if (childId.isEmpty() || childId.equals(id)) {
            return Optional.empty();
        }
        children.putIfAbsent(
                childId, new Panel.Child(childId, text(panel, "version"), text(panel, "name")));
        return Optional.of(childId);
    }

    private static PanelEntity gene(JsonNode entry, Optional<String> child) {
        JsonNode data = entry.path("gene_data");
        String symbol = text(data, "gene_symbol");
        List<String> ensembl = new ArrayList<>();
        for (JsonNode build : data.path("ensembl_genes")) {
            for (JsonNode release : build) {
                String gene = text(release, "ensembl_id");
                if (!gene.isEmpty() && !ensembl.contains(gene)) {
                    ensembl.add(gene);
                }
            }
        }
        String name = text(entry, "entity_name");
        return new PanelEntity.Gene(
                name.isEmpty() ? symbol : name,
                confidence(entry),
                text(entry, "mode_of_inheritance"),
                child,
                symbol.isEmpty() ? name : symbol,
                text(data, "hgnc_id"),
                ensembl,
                text(entry, "penetrance"),
                text(entry, "mode_of_pathogenicity"));
    }

    private static PanelEntity repeat(JsonNode entry, Optional<String> child) {
        JsonNode data = entry.path("gene_data");
        return new PanelEntity.ShortTandemRepeat(
                text(entry, "entity_name"),
                confidence(entry),
                text(entry, "mode_of_inheritance"),
                child,
                text(data, "gene_symbol"),
                text(data, "hgnc_id"),
                text(entry, "repeated_sequence"),
                place(entry, "grch37_coordinates"),
                place(entry, "grch38_coordinates"),
                number(entry, "normal_repeats"),
                number(entry, "pathogenic_repeats"));
    }

    private static PanelEntity region(JsonNode entry, Optional<String> child) {
        return new PanelEntity.Region(
                text(entry, "entity_name"),
                confidence(entry),
                text(entry, "mode_of_inheritance"),
                child,
                text(entry, "verbose_name"),
                place(entry, "grch37_coordinates"),
                place(entry, "grch38_coordinates"),
                text(entry, "type_of_variants"),
                text(entry, "haploinsufficiency_score"),
                text(entry, "triplosensitivity_score"),
                number(entry, "required_overlap_percentage"));
    }

    private static Confidence confidence(JsonNode entry) {
        return Confidence.ofLevel(text(entry, "confidence_level"));
    }

    /// @throws IllegalArgumentException if there are coordinates that are no place
    private static Optional<PanelEntity.Place> place(JsonNode entry, String field) {
        JsonNode coordinates = entry.path(field);
        if (coordinates.isMissingNode() || coordinates.isNull() || coordinates.isEmpty()) {
            return Optional.empty();
        }
        if (coordinates.size() != 2
                || !coordinates.path(0).isIntegralNumber()
                || !coordinates.path(0).canConvertToLong()
                || !coordinates.path(1).isIntegralNumber()
                || !coordinates.path(1).canConvertToLong()) {
            throw new IllegalArgumentException(field + " is not a start and an end");
        }
        return Optional.of(
                new PanelEntity.Place(
                        text(entry, "chromosome"),
                        coordinates.path(0).asLong() - 1,
                        coordinates.path(1).asLong()));
    }

    private static OptionalInt number(JsonNode entry, String field) {
        JsonNode value = entry.path(field);
        return value.isIntegralNumber() && value.canConvertToInt()
                ? OptionalInt.of(value.asInt())
                : OptionalInt.empty();
    }

    /// A text or a number as text; empty where there is none.
    private static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isValueNode() && !value.isNull() ? value.asString("").strip() : "";
    }
}
