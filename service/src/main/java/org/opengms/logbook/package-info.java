/// What the transparency log says of persons: the record of each reading of their data and of each
/// statement about it, and the keeper that takes records from the database into the log.
///
/// ```
/// reading, statement ─► waits in the database, in the same transaction ─► log ─► its place is noted
/// ```
@NullMarked
package org.opengms.logbook;

import org.jspecify.annotations.NullMarked;
