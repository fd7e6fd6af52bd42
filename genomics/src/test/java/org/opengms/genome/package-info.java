/// Tests of the genome engine.
@NullMarked
package org.opengms.genome;

import org.jspecify.annotations.NullMarked;
