/// From a sequencing file to a signed report: analyses, reports, outcomes. Nothing is overwritten:
/// a new analysis or report is a new version beside the old.
@NullMarked
package org.opengms.cases;

import org.jspecify.annotations.NullMarked;
