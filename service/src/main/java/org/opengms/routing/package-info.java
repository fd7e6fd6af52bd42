/// Which test answers the question that an order asks, and which laboratory does it: whole genome
/// or conventional, from eligibility, live capacity and digital readiness, always with the reason.
@NullMarked
package org.opengms.routing;

import org.jspecify.annotations.NullMarked;
