/// The record of discussion: agreement to the test, and the separate choice about research.
@NullMarked
package org.opengms.consent;

import org.jspecify.annotations.NullMarked;
