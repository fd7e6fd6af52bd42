/// The routing of one request: which test, where, and by when, from what the service has promised
/// already and can be expected to do. No clock and no input or output: state comes in as arguments,
/// and what is decided can be decided again from its record.
///
/// The method is drift plus penalty ([org.opengms.planning.routing.ScoreRule]) with a guard on
/// promises ([org.opengms.planning.routing.ResourceCalendar]). Whether a request may be used for
/// research, what data are worth, and protected characteristics have no place in any type here.
@NullMarked
package org.opengms.planning.routing;

import org.jspecify.annotations.NullMarked;
