/// Noise that is drawn once for all: from a secret key and the people whom a number is about.
@NullMarked
package org.opengms.disclosure.noise;

import org.jspecify.annotations.NullMarked;
