@NullMarked
package org.opengms.logbook;

import org.jspecify.annotations.NullMarked;
