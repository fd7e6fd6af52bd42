@NullMarked
package org.opengms.outputs;

import org.jspecify.annotations.NullMarked;
