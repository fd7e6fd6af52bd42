package org.opengms.interpretation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.opengms.genome.GeneId;
import org.opengms.panels.Confidence;
import org.opengms.phenotype.InheritanceMode;

/// The gene panels of a reference bundle.
///
/// In the bundle they are one text file, `panels.tsv`: a `panel` line (id, name, version,
/// indications), then a `gene` line for each of its genes (gene, symbol, confidence, modes, the
/// source's words); last an `end` line with the CRC-32C of all before it.
public final class GenePanels {
    static final String FILE_NAME = "panels.tsv";

    private final Map<String, GenePanel> panels = new TreeMap<>();

    GenePanels(List<GenePanel> panels) {
        for (GenePanel panel : panels) {
            this.panels.put(panel.id(), panel);
        }
    }

    /// All panels, by identifier.
    public List<GenePanel> all() {
        return List.copyOf(panels.values());
    }

    /// The panel with an identifier, else the only panel that serves an indication of that code.
    ///
    /// @param idOrIndication for example `285` or `R29`
    public Optional<GenePanel> find(String idOrIndication) {
        GenePanel panel = panels.get(idOrIndication);
        if (panel != null) {
            return Optional.of(panel);
        }
        List<GenePanel> serving =
                panels.values().stream()
                        .filter(one -> one.indications().contains(idOrIndication))
                        .toList();
        return serving.size() == 1 ? Optional.of(serving.getFirst()) : Optional.empty();
    }

    void write(Path file) throws IOException {
        StringBuilder text = new StringBuilder();
        for (GenePanel panel : panels.values()) {
            row(
                    text,
                    "panel",
                    panel.id(),
                    panel.name(),
                    panel.version(),
                    String.join(",", panel.indications()));
            for (PanelGene gene : panel.genes()) {
                row(
                        text,
                        "gene",
                        gene.gene().value(),
                        gene.symbol(),
                        gene.confidence().name(),
                        String.join(
                                ",",
                                gene.modes().stream().map(InheritanceMode::name).sorted().toList()),
                        gene.modeOfInheritance());
            }
        }
        row(text, "end", checksum(text.toString()));
        Files.writeString(file, text.toString(), StandardCharsets.UTF_8);
    }

    private static void row(StringBuilder text, String... cells) {
        for (int i = 0; i < cells.length; i++) {
            text.append(i == 0 ? "" : "\t").append(cells[i].replaceAll("[\\t\\r\\n]", " "));
        }
        text.append('\n');
    }

    private static String checksum(String text) {
        CRC32C sum = new CRC32C();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(sum.getValue());
    }

    /// @throws InterpretationException OGMS-0405 if the file is damaged
    static GenePanels read(Path file) {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw damaged(failure);
        }
        int end = text.lastIndexOf("end\t");
        if (end < 0
                || !text.substring(end).equals("end\t" + checksum(text.substring(0, end)) + "\n")) {
            throw damaged(null);
        }
        List<GenePanel> panels = new ArrayList<>();
        String[] head = null;
        List<PanelGene> genes = new ArrayList<>();
        for (String line : text.substring(0, end).split("\n", -1)) {
            String[] cells = line.split("\t", -1);
            if (cells[0].equals("gene")) {
                genes.add(
                        new PanelGene(
                                new GeneId(cells[1]),
                                cells[2],
                                Confidence.valueOf(cells[3]),
                                modes(cells[4]),
                                cells[5]));
                continue;
            }
            if (head != null) {
                panels.add(panel(head, genes));
                genes.clear();
            }
            head = cells[0].equals("panel") ? cells : null;
        }
        return new GenePanels(panels);
    }

    private static GenePanel panel(String[] head, List<PanelGene> genes) {
        List<String> indications = head[4].isEmpty() ? List.of() : List.of(head[4].split(","));
        return new GenePanel(head[1], head[2], head[3], indications, genes);
    }

    private static Set<InheritanceMode> modes(String names) {
        EnumSet<InheritanceMode> modes = EnumSet.noneOf(InheritanceMode.class);
        if (!names.isEmpty()) {
            for (String name : names.split(",")) {
                modes.add(InheritanceMode.valueOf(name));
            }
        }
        return modes;
    }

    private static InterpretationException damaged(
            @org.jspecify.annotations.Nullable IOException cause) {
        String text =
                "The reference bundle's panels.tsv is damaged. Build the reference bundle again.";
        return cause == null
                ? new InterpretationException(InterpretationException.Kind.BAD_BUNDLE, text)
                : new InterpretationException(InterpretationException.Kind.BAD_BUNDLE, text, cause);
    }
}
