/// Made-up services whose truth is known, on which the methods of an evaluation are proven.
@NullMarked
package org.opengms.evaluation.synthetic;

import org.jspecify.annotations.NullMarked;
