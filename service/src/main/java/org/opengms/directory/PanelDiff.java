package org.opengms.directory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.opengms.directory.DirectoryDiff.FieldChange;
import org.opengms.panels.Panel;
import org.opengms.panels.PanelEntity;
import org.opengms.panels.PanelHeader;

/// What differs between two versions of a gene panel, field by field.
///
/// @param before version of the one side
/// @param after version of the other
/// @param fields of the panel itself
/// @param added names of what is only on the `after` side, with its confidence
/// @param removed names of what is only on the `before` side, with its confidence
/// @param changed what is on both sides with a difference
public record PanelDiff(
        String before,
        String after,
        List<FieldChange> fields,
        List<Entry> added,
        List<Entry> removed,
        List<EntryChange> changed) {
    public PanelDiff {
        fields = List.copyOf(fields);
        added = List.copyOf(added);
        removed = List.copyOf(removed);
        changed = List.copyOf(changed);
    }

    /// Something on a panel.
    ///
    /// @param kind `gene`, `short tandem repeat` or `region`
    /// @param confidence its traffic light, in words
    public record Entry(String kind, String name, String confidence) {}

    /// Something on both sides with a difference.
    public record EntryChange(String kind, String name, List<FieldChange> fields) {
        public EntryChange {
            fields = List.copyOf(fields);
        }
    }

    /// What differs between two versions.
    public static PanelDiff between(Panel before, Panel after) {
        Map<String, PanelEntity> left = byKey(before);
        Map<String, PanelEntity> right = byKey(after);
        List<Entry> added = new ArrayList<>();
        List<Entry> removed = new ArrayList<>();
        List<EntryChange> changed = new ArrayList<>();
        TreeSet<String> keys = new TreeSet<>(left.keySet());
        keys.addAll(right.keySet());
        for (String key : keys) {
            PanelEntity was = left.get(key);
            PanelEntity is = right.get(key);
            if (was == null && is != null) {
                added.add(entry(is));
            } else if (is == null && was != null) {
                removed.add(entry(was));
            } else if (was != null && is != null) {
                List<FieldChange> fields = DirectoryDiff.fields(fieldsOf(was), fieldsOf(is));
                if (!fields.isEmpty()) {
                    changed.add(new EntryChange(kind(is), is.name(), fields));
                }
            }
        }
        return new PanelDiff(
                before.header().version(),
                after.header().version(),
                DirectoryDiff.fields(fieldsOf(before), fieldsOf(after)),
                added,
                removed,
                changed);
    }

    /// Whether nothing differs.
    public boolean isNone() {
        return fields.isEmpty() && added.isEmpty() && removed.isEmpty() && changed.isEmpty();
    }

    /// By kind and name. A superpanel can hold the same gene from several children, and a table the
    /// same gene twice: those are told apart by child and by number.
    private static Map<String, PanelEntity> byKey(Panel panel) {
        Map<String, PanelEntity> byKey = new LinkedHashMap<>();
        for (PanelEntity entity : panel.entities()) {
            String key =
                    kind(entity) + "\t" + entity.name() + "\t" + entity.childPanelId().orElse("");
            int number = 1;
            while (byKey.putIfAbsent(key + "\t" + number, entity) != null) {
                number++;
            }
        }
        return byKey;
    }

    private static Entry entry(PanelEntity entity) {
        return new Entry(kind(entity), entity.name(), entity.confidence().words());
    }

    private static String kind(PanelEntity entity) {
        return switch (entity) {
            case PanelEntity.Gene _ -> "gene";
            case PanelEntity.ShortTandemRepeat _ -> "short tandem repeat";
            case PanelEntity.Region _ -> "region";
        };
    }

    private static Map<String, String> fieldsOf(Panel panel) {
        PanelHeader header = panel.header();
        return Map.of(
                "name", header.name(),
                "diseaseGroup", header.diseaseGroup(),
                "diseaseSubGroup", header.diseaseSubGroup(),
                "status", header.status(),
                "disorders", String.join("; ", header.disorders()),
                "types",
                        header.types().stream()
                                .map(PanelHeader.PanelType::slug)
                                .collect(Collectors.joining("; ")),
                "children",
                        panel.children().stream()
                                .map(c -> c.id() + " " + c.version())
                                .collect(Collectors.joining("; ")));
    }

    private static Map<String, String> fieldsOf(PanelEntity entity) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("confidence", entity.confidence().words());
        fields.put("modeOfInheritance", entity.modeOfInheritance());
        switch (entity) {
            case PanelEntity.Gene gene -> {
                fields.put("symbol", gene.symbol());
                fields.put("hgncId", gene.hgncId());
                fields.put("ensemblIds", String.join(" ", gene.ensemblIds()));
                fields.put("penetrance", gene.penetrance());
                fields.put("modeOfPathogenicity", gene.modeOfPathogenicity());
            }
            case PanelEntity.ShortTandemRepeat repeat -> {
                fields.put("symbol", repeat.symbol());
                fields.put("hgncId", repeat.hgncId());
                fields.put("repeatedSequence", repeat.repeatedSequence());
                fields.put("grch37", place(repeat.grch37()));
                fields.put("grch38", place(repeat.grch38()));
                fields.put(
                        "normalRepeats",
                        repeat.normalRepeats().isPresent()
                                ? Integer.toString(repeat.normalRepeats().getAsInt())
                                : "");
                fields.put(
                        "pathogenicRepeats",
                        repeat.pathogenicRepeats().isPresent()
                                ? Integer.toString(repeat.pathogenicRepeats().getAsInt())
                                : "");
            }
            case PanelEntity.Region region -> {
                fields.put("verboseName", region.verboseName());
                fields.put("grch37", place(region.grch37()));
                fields.put("grch38", place(region.grch38()));
                fields.put("typeOfVariants", region.typeOfVariants());
                fields.put("haploinsufficiencyScore", region.haploinsufficiencyScore());
                fields.put("triplosensitivityScore", region.triplosensitivityScore());
                fields.put(
                        "requiredOverlapPercent",
                        region.requiredOverlapPercent().isPresent()
                                ? Integer.toString(region.requiredOverlapPercent().getAsInt())
                                : "");
            }
        }
        return fields;
    }

    private static String place(java.util.Optional<PanelEntity.Place> place) {
        return place.map(p ->
                        "%s:%d-%d (1-based)"
                                .formatted(
                                        p.chromosome(), p.startZeroBased() + 1, p.endExclusive()))
                .orElse("");
    }
}
