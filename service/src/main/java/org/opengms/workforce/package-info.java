/// The people of laboratories: their hours of work by competence.
@NullMarked
package org.opengms.workforce;

import org.jspecify.annotations.NullMarked;
