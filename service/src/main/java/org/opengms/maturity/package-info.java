/// How digital ordering sites are, as the traffic of messages shows it and not as they say of
/// themselves: what each order brought with it ([OrderArrival]), what paper cost ([PaperSheet]),
/// the figures of each site and month with their uncertainty ([MaturityBoard]), beside them what
/// sites say of themselves ([SelfAssessment]), and the readiness that routing takes from the
/// figures ([ReadinessRule]). Each measure is defined in `docs/spec/digital-maturity.md`.
@NullMarked
package org.opengms.maturity;

import org.jspecify.annotations.NullMarked;
