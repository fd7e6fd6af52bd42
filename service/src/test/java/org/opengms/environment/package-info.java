@NullMarked
package org.opengms.environment;

import org.jspecify.annotations.NullMarked;
