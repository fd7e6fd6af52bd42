/// The training service: exercises for every role, done with the real screens on made-up people,
/// and checked against what was really done.
///
/// Nothing is declared by oneself: a check asks [Deeds] what the person has done in this service
/// since they began.
///
/// Sources: House of Commons Science and Technology Committee, HC 349 (2018), chapter on the
/// workforce; Experience API 1.0.3 (ADL) for what is told of a pass.
@NullMarked
package org.opengms.training;

import org.jspecify.annotations.NullMarked;
