/// Brings tables of another programme into the form that an evaluation reads: records of
/// participants, families, disorders and outcomes in the shape in which the 100,000 Genomes Project
/// holds them, or counts of such records where a custodian gives no more. The forms are in
/// `docs/spec/evaluation-imports.md`.
///
/// ```
/// records: participant, family, disease, ─► RecordImport ───► Snapshot ─┐
///          exit questionnaire, tiering                                  ├─► OutcomeCounts ─► yields
/// counts:  disorder × structure × solved ─► AggregateImport ────────────┘       with bounds where
///                                                                               cells are hidden
/// ```
@NullMarked
package org.opengms.evaluation.imports;

import org.jspecify.annotations.NullMarked;
