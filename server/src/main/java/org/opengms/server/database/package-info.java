/// The one database: an embedded PostgreSQL that keeps its data, or an external one; always
/// durable.
@NullMarked
package org.opengms.server.database;

import org.jspecify.annotations.NullMarked;
