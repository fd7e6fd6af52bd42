/// Telling people that there is something to see, in words that say nothing else: by the channel
/// that they chose, once, and kept.
@NullMarked
package org.opengms.notices;

import org.jspecify.annotations.NullMarked;
