/// The statistics against R, published tables, closed forms, and the truth of simulated worlds.
@NullMarked
package org.opengms.evaluation.statistics;

import org.jspecify.annotations.NullMarked;
