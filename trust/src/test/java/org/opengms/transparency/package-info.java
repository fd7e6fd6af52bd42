@NullMarked
package org.opengms.transparency;

import org.jspecify.annotations.NullMarked;
