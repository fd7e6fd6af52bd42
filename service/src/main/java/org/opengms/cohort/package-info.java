/// Who takes part in research: those who said yes, from the day they said it.
@NullMarked
package org.opengms.cohort;

import org.jspecify.annotations.NullMarked;
