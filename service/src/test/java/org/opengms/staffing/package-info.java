@NullMarked
package org.opengms.staffing;

import org.jspecify.annotations.NullMarked;
