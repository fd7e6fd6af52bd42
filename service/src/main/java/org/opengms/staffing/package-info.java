/// The workforce ahead, as the service knows it: a plan of the planning engine with the training
/// places that funds have bought. Who is in post and what a budget buys is the engine's
/// `planning.workforce`; who may do what today is `workforce`.
@NullMarked
package org.opengms.staffing;

import org.jspecify.annotations.NullMarked;
