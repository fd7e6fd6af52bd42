/// The training service at the edge.
@NullMarked
package org.opengms.server.training;

import org.jspecify.annotations.NullMarked;
