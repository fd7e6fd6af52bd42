/// What is published about the 100,000 Genomes Project, one row a figure, with what is missing to
/// use it; the questions of the committee that asked for an evaluation, answered from those rows
/// and from nothing else; and the report that is made of both.
///
/// ```
/// evidence-2026.1.json ──► PublishedEvidence ──► EvidenceReport ──► blocks ──► Markdown
///   sources, figures,        every row checked     rows quoted by
///   questions                                      their number
/// ```
@NullMarked
package org.opengms.evaluation.evidence;

import org.jspecify.annotations.NullMarked;
