/// The standing evaluation of the service: taken from its records once a quarter or when an
/// operator asks, sealed, written down in the transparency log, and kept as it was published.
@NullMarked
package org.opengms.server.evaluation;

import org.jspecify.annotations.NullMarked;
