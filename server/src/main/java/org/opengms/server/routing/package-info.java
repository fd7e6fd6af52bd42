/// What others may have of routing: the records of its decisions.
@NullMarked
package org.opengms.server.routing;

import org.jspecify.annotations.NullMarked;
