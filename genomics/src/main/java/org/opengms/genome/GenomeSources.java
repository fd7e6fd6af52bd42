package org.opengms.genome;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The files a reference bundle is compiled from; each plain, gzip or BGZF.
///
/// @param fasta reference sequence
/// @param transcripts genePred table (bigGenePred columns, as MANE is published) or GFF3 of Ensembl
///   or RefSeq; recognised by content
/// @param hgnc HGNC complete set (tab-separated); null for none: genes are then identified by NCBI
///   or Ensembl id
public record GenomeSources(Path fasta, Path transcripts, @Nullable Path hgnc) {}
