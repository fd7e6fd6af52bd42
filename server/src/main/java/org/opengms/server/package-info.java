/// The outermost module: the `opengms` command and the server behind it.
@NullMarked
package org.opengms.server;

import org.jspecify.annotations.NullMarked;
