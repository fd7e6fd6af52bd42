/// Reports of published findings: tables for machines, pages for people, and what changed since the
/// last one. The same snapshot and protocol give the same bytes.
@NullMarked
package org.opengms.evaluation.report;

import org.jspecify.annotations.NullMarked;
