/// The log that grows: appends that are durable before they are promised, a tree in tiles, a signed
/// checkpoint, and no state of the disk from which it could fork unnoticed.
///
/// ```
/// append ─► journal, forced to disk ─► promise (index)
///              │
///              └► tiles, records ─► checkpoint: signed, kept in the lock store, published
/// ```
@NullMarked
package org.opengms.transparency.log;

import org.jspecify.annotations.NullMarked;
