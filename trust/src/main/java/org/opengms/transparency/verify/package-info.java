/// Verifying a log, or one proof from it, from files alone: with the public keys and nothing else.
@NullMarked
package org.opengms.transparency.verify;

import org.jspecify.annotations.NullMarked;
