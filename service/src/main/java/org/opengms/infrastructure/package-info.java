/// The service network as data: ordering sites with their digital readiness, laboratories with
/// their capacity and staff.
@NullMarked
package org.opengms.infrastructure;

import org.jspecify.annotations.NullMarked;
