/// Choices of patients, recorded and refused.
@NullMarked
package org.opengms.choices;

import org.jspecify.annotations.NullMarked;
