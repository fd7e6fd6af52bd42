/// Work that runs after its request was answered, from a queue in PostgreSQL.
@NullMarked
package org.opengms.server.jobs;

import org.jspecify.annotations.NullMarked;
