/// What is held back, from whom, and whose words are shown.
@NullMarked
package org.opengms.safeguards;

import org.jspecify.annotations.NullMarked;
