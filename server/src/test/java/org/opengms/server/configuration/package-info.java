/// The parts of the service as they are put together.
@NullMarked
package org.opengms.server.configuration;

import org.jspecify.annotations.NullMarked;
