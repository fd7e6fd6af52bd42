/// The interface by which clinicians record what patients choose, and review readings that were
/// justified by an emergency or the law.
@NullMarked
package org.opengms.server.choices;

import org.jspecify.annotations.NullMarked;
