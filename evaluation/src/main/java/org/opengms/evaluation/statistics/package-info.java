/// Estimates with their uncertainty, each by a published method that is named beside it.
@NullMarked
package org.opengms.evaluation.statistics;

import org.jspecify.annotations.NullMarked;
