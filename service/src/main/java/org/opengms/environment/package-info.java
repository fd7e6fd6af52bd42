/// The controlled environment: where approved projects ask about the cohort and run analyses beside
/// the data. Whether a project and its member may use data now is asked of [ProjectStanding], whose
/// data may serve it of each participant's choices, at each use. What an analysis finds stays here;
/// `outputs` lets aggregates out.
@NullMarked
package org.opengms.environment;

import org.jspecify.annotations.NullMarked;
