package org.opengms.genome;

import org.jspecify.annotations.Nullable;

/// A gene.
///
/// @param id its identity
/// @param symbol the approved symbol (HGNC), else the symbol in the transcript file; for display
///   only
/// @param entrezId NCBI gene id without prefix (`672`), 0 where there is none
/// @param ensemblId Ensembl gene id without version (`ENSG00000012048`)
public record Gene(GeneId id, String symbol, int entrezId, @Nullable String ensemblId) {}
