/// The interface by which research asks, each time, whose data may serve its purpose.
@NullMarked
package org.opengms.server.research;

import org.jspecify.annotations.NullMarked;
