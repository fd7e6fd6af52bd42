@NullMarked
package org.opengms.planning.workforce;

import org.jspecify.annotations.NullMarked;
