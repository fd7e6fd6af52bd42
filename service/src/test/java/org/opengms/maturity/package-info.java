/// How digital sites are, from counts that are written down.
@NullMarked
package org.opengms.maturity;

import org.jspecify.annotations.NullMarked;
