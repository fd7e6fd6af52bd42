/// The trial of routing policies on a synthetic service, against a bound that none can better.
@NullMarked
package org.opengms.planning.trial;

import org.jspecify.annotations.NullMarked;
