/// Specimens and the sequencing files that come of them.
@NullMarked
package org.opengms.samples;

import org.jspecify.annotations.NullMarked;
