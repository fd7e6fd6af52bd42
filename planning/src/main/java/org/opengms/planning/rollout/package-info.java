/// The planning of a roll-out: which sites to digitise and what to buy and whom to train, when,
/// with the money there is, so that whole genomes come as early as can be delivered; and the
/// certificate of whether a plan can be delivered, by simulation.
///
/// The steps: a screen by whole-number optimisation with a bound, a search on a fluid and Erlang
/// surrogate, a selection among the best by simulation with a stated error, and the deliverability
/// probability of the chosen one.
@NullMarked
package org.opengms.planning.rollout;

import org.jspecify.annotations.NullMarked;
