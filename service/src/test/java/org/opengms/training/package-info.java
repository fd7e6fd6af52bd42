@NullMarked
package org.opengms.training;

import org.jspecify.annotations.NullMarked;
