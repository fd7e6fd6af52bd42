/// What an evaluation reads: orders, re-analyses and sites as they stood on one day, in the form of
/// a Frictionless data package. The format is in `docs/spec/evaluation.md`.
///
/// Vocabulary of outcomes: Genomics England's exit questionnaire (GelReportModels,
/// `ExitQuestionnaire.avdl`). Ethnicity: the 16+1 codes of the NHS Data Dictionary.
@NullMarked
package org.opengms.evaluation.snapshot;

import org.jspecify.annotations.NullMarked;
