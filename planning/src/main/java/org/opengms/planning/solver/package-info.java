/// Linear programs, with or without whole-number variables, over primitive arrays, and what solves
/// them: Google OR-Tools where its native library loads, otherwise ojAlgo in plain Java, with the
/// reason told.
@NullMarked
package org.opengms.planning.solver;

import org.jspecify.annotations.NullMarked;
