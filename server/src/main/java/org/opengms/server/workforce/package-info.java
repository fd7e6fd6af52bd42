/// Members of staff and the gates before their tasks, over HTTP: `/api/workforce/…`, what a request
/// says of an emergency, and what its answer says of a lacking competence.
@NullMarked
package org.opengms.server.workforce;

import org.jspecify.annotations.NullMarked;
