/// Figures over replications with their uncertainty, and histograms of turnaround.
@NullMarked
package org.opengms.planning.statistics;

import org.jspecify.annotations.NullMarked;
