/// The service's stores on PostgreSQL: SQL in sight, one class for what belongs together.
@NullMarked
package org.opengms.server.persistence;

import org.jspecify.annotations.NullMarked;
