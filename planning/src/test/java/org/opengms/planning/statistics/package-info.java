/// Tests of intervals and histograms.
@NullMarked
package org.opengms.planning.statistics;

import org.jspecify.annotations.NullMarked;
