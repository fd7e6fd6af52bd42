/// The wiring: every bean by name, one class for each concern, nothing found by scanning.
@NullMarked
package org.opengms.server.configuration;

import org.jspecify.annotations.NullMarked;
