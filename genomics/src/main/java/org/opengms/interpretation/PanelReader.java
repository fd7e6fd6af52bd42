package org.opengms.interpretation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.opengms.genome.Gene;
import org.opengms.genome.GeneCatalogue;
import org.opengms.panels.Panel;
import org.opengms.panels.PanelEntity;
import org.opengms.panels.PanelFiles;
import org.opengms.panels.PanelInputException;
import org.opengms.phenotype.InheritanceMode;

/// Gene panels as an interpretation uses them: what [PanelFiles] reads, with each gene found in the
/// gene catalogue.
final class PanelReader {
    private final GeneCatalogue catalogue;
    private final TreeMap<String, Integer> unresolved = new TreeMap<>();

    PanelReader(GeneCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /// @param panels what was read
    /// @param unresolved symbols the gene catalogue does not know or not unambiguously, with uses
    /// @param skippedRows rows or entries without panel or gene
    record Result(GenePanels panels, TreeMap<String, Integer> unresolved, int skippedRows) {}

    /// @throws InterpretationException OGMS-0403 if unreadable or not of such a form
    Result read(Path source) {
        PanelFiles.Content content;
        try {
            content = PanelFiles.read(source);
        } catch (PanelInputException failure) {
            throw refused(failure.file(), failure.reason());
        }
        List<GenePanel> panels = new ArrayList<>();
        for (Panel panel : content.panels()) {
            List<PanelGene> genes = new ArrayList<>();
            for (PanelEntity.Gene entry : panel.genes()) {
                add(genes, resolved(entry), entry);
            }
            panels.add(
                    new GenePanel(
                            panel.id(),
                            panel.header().name(),
                            panel.header().version(),
                            panel.header().disorders(),
                            genes));
        }
        if (panels.isEmpty()) {
            throw refused(String.valueOf(source.getFileName()), "it holds no panel with genes");
        }
        return new Result(
                new GenePanels(panels),
                unresolved,
                content.leftOut().size() + content.headers().size());
    }

    /// By HGNC identifier, else by Ensembl identifier, else by symbol.
    private Optional<Gene> resolved(PanelEntity.Gene entry) {
        Optional<Gene> gene = catalogue.resolve(entry.hgncId());
        for (String ensembl : entry.ensemblIds()) {
            gene = gene.or(() -> catalogue.findByEnsemblId(ensembl));
        }
        return gene.or(() -> bySymbol(entry.symbol()));
    }

    private void add(List<PanelGene> genes, Optional<Gene> gene, PanelEntity.Gene entry) {
        if (gene.isEmpty()) {
            unresolved.merge(entry.symbol(), 1, Integer::sum);
            return;
        }
        genes.add(
                new PanelGene(
                        gene.get().id(),
                        entry.symbol(),
                        entry.confidence(),
                        modes(entry.modeOfInheritance()),
                        entry.modeOfInheritance()));
    }

    /// The approved symbol, else a former one that points to a single gene.
    private Optional<Gene> bySymbol(String symbol) {
        Optional<Gene> approved = catalogue.findBySymbol(symbol);
        if (approved.isPresent()) {
            return approved;
        }
        List<Gene> any = catalogue.findByAnySymbol(symbol);
        return any.size() == 1 ? Optional.of(any.getFirst()) : Optional.empty();
    }

    /// What PanelApp's words, or the usual abbreviations, mean.
    static Set<InheritanceMode> modes(String words) {
        String upper = words.toUpperCase(Locale.ROOT);
        if (upper.startsWith("BOTH") || upper.equals("AD/AR") || upper.equals("AR/AD")) {
            return Set.of(InheritanceMode.AUTOSOMAL_DOMINANT, InheritanceMode.AUTOSOMAL_RECESSIVE);
        }
        if (upper.startsWith("MONOALLELIC") || upper.equals("AD")) {
            return Set.of(InheritanceMode.AUTOSOMAL_DOMINANT);
        }
        if (upper.startsWith("BIALLELIC") || upper.equals("AR")) {
            return Set.of(InheritanceMode.AUTOSOMAL_RECESSIVE);
        }
        if (upper.startsWith("X-LINKED")) {
            return upper.contains("BIALLELIC MUTATIONS IN FEMALES")
                    ? Set.of(InheritanceMode.X_LINKED_RECESSIVE)
                    : Set.of(InheritanceMode.X_LINKED);
        }
        return switch (upper) {
            case "XL" -> Set.of(InheritanceMode.X_LINKED);
            case "XLR" -> Set.of(InheritanceMode.X_LINKED_RECESSIVE);
            case "XLD" -> Set.of(InheritanceMode.X_LINKED_DOMINANT);
            case "YL" -> Set.of(InheritanceMode.Y_LINKED);
            case "MT", "MITOCHONDRIAL" -> Set.of(InheritanceMode.MITOCHONDRIAL);
            default -> Set.of();
        };
    }

    private static InterpretationException refused(String file, String why) {
        return new InterpretationException(
                InterpretationException.Kind.BAD_PANELS,
                "Panel file " + file + " cannot be used: " + why + ".");
    }
}
