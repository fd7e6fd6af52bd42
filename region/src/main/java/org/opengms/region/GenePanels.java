package org.opengms.region;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// One gene panel an indication.
final class GenePanels {
    private final List<Panel> panels;

    /// A panel.
    ///
    /// @param id digits, such as `9901`
    /// @param plan the indication it serves
    record Panel(String id, IndicationPlan plan, List<Entry> genes) {
        Panel {
            genes = List.copyOf(genes);
        }
    }

    /// A gene on a panel.
    ///
    /// @param modeOfInheritance `AD`, `AR`, `AD/AR`, `XL` or `NA`
    /// @param confidence 3 green, 2 amber, 1 red
    record Entry(Gene gene, String modeOfInheritance, int confidence) {}

    private GenePanels(List<Panel> panels) {
        this.panels = List.copyOf(panels);
    }

    /// Panels of 5 to 15 genes. The genes of the indication's own diseases are green; of the others
    /// about half are green, the rest amber or red.
    static GenePanels of(long seed, MiniGenome genome, Diseases diseases) {
        List<Panel> panels = new ArrayList<>();
        for (int p = 0; p < IndicationPlan.CURRENT.size(); p++) {
            IndicationPlan plan = IndicationPlan.CURRENT.get(p);
            Draws draws = Draws.of(seed, "panels", p);
            List<Gene> own =
                    diseases.ofIndication(plan.code()).stream()
                            .map(Disease::gene)
                            .distinct()
                            .toList();
            List<Gene> others = genome.genes().stream().filter(g -> !own.contains(g)).toList();
            List<Entry> genes = new ArrayList<>();
            for (Gene gene : own) {
                genes.add(new Entry(gene, mode(gene, diseases), 3));
            }
            for (Gene gene : draws.sample(others, draws.between(5, 15) - own.size())) {
                double at = draws.share();
                genes.add(new Entry(gene, mode(gene, diseases), at < 0.5 ? 3 : at < 0.75 ? 2 : 1));
            }
            genes.sort(Comparator.comparing(e -> e.gene().symbol()));
            panels.add(new Panel(plan.panelId(), plan, genes));
        }
        return new GenePanels(panels);
    }

    private static String mode(Gene gene, Diseases diseases) {
        List<String> modes =
                diseases.ofGene(gene).stream()
                        .map(d -> d.inheritance().panelCode())
                        .distinct()
                        .sorted()
                        .toList();
        return modes.isEmpty() ? "NA" : String.join("/", modes);
    }

    List<Panel> all() {
        return panels;
    }

    Panel ofIndication(String code) {
        return panels.stream().filter(p -> p.plan().code().equals(code)).findFirst().orElseThrow();
    }

    /// PanelApp's core table, tab-separated.
    void write(Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            GenomeFiles.line(
                    out,
                    "id\tmode_of_inheritance\tGene\tconfidence_level\tname\tdisease_group"
                            + "\tdisease_sub_group\tstatus");
            for (Panel panel : panels) {
                for (Entry entry : panel.genes()) {
                    GenomeFiles.line(
                            out,
                            String.join(
                                    "\t",
                                    panel.id(),
                                    entry.modeOfInheritance(),
                                    entry.gene().symbol(),
                                    Integer.toString(entry.confidence()),
                                    panel.plan().name(),
                                    "Disorders of the "
                                            + panel.plan().systems().getFirst()
                                            + " system",
                                    panel.plan().code(),
                                    "public"));
                }
            }
        }
    }
}
