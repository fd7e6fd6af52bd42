/// The workforce ahead, as the service knows it: who may do what where over the 24 months to come,
/// and a plan of the planning engine with the people that the service has and the training places
/// that funds have bought. [org.opengms.staffing.ForecastDesk] is the way in,
/// [org.opengms.staffing.ForecastWork] carries a job out. What a budget buys is the engine's
/// `planning.workforce`; who may do what today is `workforce`.
@NullMarked
package org.opengms.staffing;

import org.jspecify.annotations.NullMarked;
