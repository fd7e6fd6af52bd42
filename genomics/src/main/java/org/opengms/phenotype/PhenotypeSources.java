package org.opengms.phenotype;

import java.nio.file.Path;

/// The files phenotype knowledge is compiled from; each may be gzipped. Use files of one release.
///
/// @param ontology `hp.json`, obographs form
/// @param annotations `phenotype.hpoa`
/// @param genes `genes_to_phenotype.txt`
public record PhenotypeSources(Path ontology, Path annotations, Path genes) {}
