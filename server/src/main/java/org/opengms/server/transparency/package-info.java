/// The service's transparency log: where it lies, its keys, what of it everybody may read, and how
/// it goes.
@NullMarked
package org.opengms.server.transparency;

import org.jspecify.annotations.NullMarked;
