package org.opengms.interpretation;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The files a reference bundle is compiled from; each plain or gzipped.
///
/// @param fasta reference sequence
/// @param transcripts GFF3 or genePred table
/// @param ontology `hp.json`
/// @param annotations `phenotype.hpoa`
/// @param genes `genes_to_phenotype.txt`
/// @param hgnc HGNC complete set; null for none: genes then keep NCBI or Ensembl identifiers
/// @param panels gene panels, a table, a PanelApp document or a folder of them; null for none
public record BundleInputs(
        Path fasta,
        Path transcripts,
        Path ontology,
        Path annotations,
        Path genes,
        @Nullable Path hgnc,
        @Nullable Path panels) {}
