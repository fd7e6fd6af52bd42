/// The one way to personal data: who, acting for whom, for which purpose, sees which data of whom.
/// Denies by default, and writes down every reading.
@NullMarked
package org.opengms.gate;

import org.jspecify.annotations.NullMarked;
