/// The national Minimum Data Set as executable, explained rules: which data items an order must
/// give, for which of four categories of test, and under which conditions.
///
/// The sheet itself is not part of the project; the operator supplies it as CSV
/// ([org.opengms.dataset.MinimumDataSetSheet]). What *is* part of the project are the conditions:
/// the sheet gives each *Mandatory IF* in prose, and `mandatory-if.json` beside this package holds
/// what we take that prose to mean, in our own words, as an expression over named facts, with the
/// date of the review and a note where the prose leaves room. A condition is used only for the
/// wording that was reviewed.
///
/// Source: NHS England, *Operational Directors' Core Genomics Minimum Data Set*. The form of the
/// files is described in `docs/spec/minimum-data-set.md`.
@NullMarked
package org.opengms.dataset;

import org.jspecify.annotations.NullMarked;
