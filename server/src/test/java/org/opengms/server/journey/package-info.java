/// Tests of the whole service over its real interfaces.
@NullMarked
package org.opengms.server.journey;

import org.jspecify.annotations.NullMarked;
