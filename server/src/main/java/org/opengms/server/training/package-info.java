/// The training service at the edge: its programs' interface, and what is published of exercises.
@NullMarked
package org.opengms.server.training;

import org.jspecify.annotations.NullMarked;
