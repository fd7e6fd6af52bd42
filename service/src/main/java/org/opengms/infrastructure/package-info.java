/// The service network as data: ordering sites with their digital readiness, laboratories with
/// their capacity and staff; and what was stated of them since, each figure with its age. Nothing
/// stated is ever changed: [org.opengms.infrastructure.LaboratoryStates] gives the view of an
/// instant.
@NullMarked
package org.opengms.infrastructure;

import org.jspecify.annotations.NullMarked;
