/// Measurements of a running service from outside.
@NullMarked
package org.opengms.benchmark;

import org.jspecify.annotations.NullMarked;
