/// Whom public numbers are about, and when that changes: many at a time, so that what a change
/// tells cannot be laid at one person's door.
@NullMarked
package org.opengms.disclosure.epoch;

import org.jspecify.annotations.NullMarked;
