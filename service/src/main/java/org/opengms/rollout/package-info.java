/// Roll-outs that an operator has planned or judged by the service: what may be asked, in which
/// order jobs go, how one is carried out, cancelled and taken up again, and what comes out. The
/// planning itself is [org.opengms.planning.rollout]. [org.opengms.rollout.RolloutDesk] is the way
/// in.
@NullMarked
package org.opengms.rollout;

import org.jspecify.annotations.NullMarked;
