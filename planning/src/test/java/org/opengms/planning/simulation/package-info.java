/// Tests of the simulation kernel.
@NullMarked
package org.opengms.planning.simulation;

import org.jspecify.annotations.NullMarked;
