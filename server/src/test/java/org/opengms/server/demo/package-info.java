/// Specifications of the demonstration.
@NullMarked
package org.opengms.server.demo;

import org.jspecify.annotations.NullMarked;
