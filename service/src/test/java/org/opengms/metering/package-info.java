@NullMarked
package org.opengms.metering;

import org.jspecify.annotations.NullMarked;
