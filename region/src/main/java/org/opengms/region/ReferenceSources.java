package org.opengms.region;

import java.nio.file.Path;

/// The files from which a reference bundle of the region is compiled.
///
/// @param fasta the mini genome
/// @param transcripts bigGenePred with the columns of MANE
/// @param ontology obographs JSON
/// @param annotations shape of `phenotype.hpoa`
/// @param genesToPhenotype shape of `genes_to_phenotype.txt`
/// @param hgnc shape of HGNC's complete set
/// @param panels shape of PanelApp's core table
public record ReferenceSources(
        Path fasta,
        Path transcripts,
        Path ontology,
        Path annotations,
        Path genesToPhenotype,
        Path hgnc,
        Path panels) {}
