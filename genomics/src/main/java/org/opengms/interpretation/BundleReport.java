package org.opengms.interpretation;

import java.util.List;
import java.util.SortedMap;
import org.opengms.phenotype.PhenotypeBuildReport;

/// What went into a reference bundle and what was odd about it.
///
/// @param manifest the sources
/// @param genes genes in the catalogue
/// @param transcripts transcripts
/// @param phenotype what was found in the phenotype files
/// @param panels panels read
/// @param unresolvedPanelGenes panel genes the catalogue does not know or not unambiguously, by
///   symbol, with uses
/// @param skippedPanelRows panel rows without panel or gene
public record BundleReport(
        BundleManifest manifest,
        int genes,
        int transcripts,
        PhenotypeBuildReport phenotype,
        int panels,
        SortedMap<String, Integer> unresolvedPanelGenes,
        int skippedPanelRows) {

    /// What a person should know before relying on the bundle, in plain words; empty if nothing.
    public List<String> warnings() {
        List<String> warnings = new java.util.ArrayList<>();
        if (!phenotype.unknownTerms().isEmpty()) {
            warnings.add(
                    phenotype.unknownTerms().size()
                            + " HPO identifiers of the annotations are unknown to the ontology; their"
                            + " rows were left out. Use files of one release.");
        }
        if (!phenotype.unresolvedGenes().isEmpty()) {
            warnings.add(
                    phenotype.unresolvedGenes().size()
                            + " genes of the gene-to-phenotype file are unknown to the gene catalogue: "
                            + some(phenotype.unresolvedGenes()));
        }
        if (phenotype.malformedRows() > 0) {
            warnings.add(
                    phenotype.malformedRows()
                            + " rows of the phenotype files are malformed, first: "
                            + phenotype.malformedExamples().getFirst());
        }
        if (!unresolvedPanelGenes.isEmpty()) {
            warnings.add(
                    unresolvedPanelGenes.size()
                            + " panel genes are unknown to the gene catalogue: "
                            + some(unresolvedPanelGenes));
        }
        return List.copyOf(warnings);
    }

    private static String some(SortedMap<String, Integer> named) {
        List<String> first = named.keySet().stream().limit(10).toList();
        return String.join(", ", first) + (named.size() > first.size() ? ", …" : ".");
    }
}
