/// What a protocol finds in a snapshot: exact, for those who may see the orders themselves, and
/// protected, for everybody.
///
/// ```
/// Protocol + Snapshot ─► Run ─► ExactFindings ─► publish() ─► PublishedFindings ─► report
///                                (internal)      disclosure
/// ```
@NullMarked
package org.opengms.evaluation.run;

import org.jspecify.annotations.NullMarked;
