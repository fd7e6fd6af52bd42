/// The standing evaluation of a genomic medicine service: what was asked before anybody looked (the
/// protocol), what was found (the run over a snapshot), and how sure that is.
///
/// ```
/// protocol ─┐
/// snapshot ─┼─► run ─► findings, each through disclosure control ─► report: pages, tables, PDF
/// rules    ─┘
/// ```
@NullMarked
package org.opengms.evaluation;

import org.jspecify.annotations.NullMarked;
