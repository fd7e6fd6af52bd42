/// What a clinician who cares for a relative is told of the result in the family, and no more.
@NullMarked
package org.opengms.server.relatives;

import org.jspecify.annotations.NullMarked;
