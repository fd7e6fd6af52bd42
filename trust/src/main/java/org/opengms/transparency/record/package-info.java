/// What the log is about, and what of it the log holds: records as canonical JSON with a salt, in a
/// store from which they can be erased; the label that stands for a person; the entry that the log
/// keeps for ever.
@NullMarked
package org.opengms.transparency.record;

import org.jspecify.annotations.NullMarked;
