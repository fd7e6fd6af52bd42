/// From a genome and a patient's features to ranked, explained candidates.
///
/// [org.opengms.interpretation.ReferenceBundleBuilder] compiles reference sequence, transcripts,
/// phenotype knowledge and gene panels into one [org.opengms.interpretation.ReferenceBundle];
/// [org.opengms.interpretation.Interpreter] reads a VCF against it for one
/// [org.opengms.interpretation.CaseDescription]; [org.opengms.interpretation.ResultWriter] writes
/// `result.json`, `result.tsv` and `report.html`.
///
/// The machine proposes an order; a named, competent person decides. Nothing here classifies a
/// variant as pathogenic.
@NullMarked
package org.opengms.interpretation;

import org.jspecify.annotations.NullMarked;
