/// The research cohort as researchers and the access committee meet it.
@NullMarked
package org.opengms.cohort;

import org.jspecify.annotations.NullMarked;
