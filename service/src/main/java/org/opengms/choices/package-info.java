/// Choices of patients recorded by those who care for them, and who is to be asked again.
@NullMarked
package org.opengms.choices;

import org.jspecify.annotations.NullMarked;
