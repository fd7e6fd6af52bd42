/// How laboratories deliver sequencing files over HTTP, and the look that is taken at a file before
/// it is accepted.
@NullMarked
package org.opengms.server.delivery;

import org.jspecify.annotations.NullMarked;
