/// Statistical disclosure control: what may be said of people in numbers without telling anything
/// of one of them. The rules are dated data; everything else obeys them.
///
/// ```
/// rules ─┬─► table    counts in tables that share margins: hide, round, protect
///        ├─► release  nothing that differs by a few people from what was released before
///        ├─► noise    the same people, the same noise
///        ├─► beacon   yes or no about an allele, within budgets
///        ├─► epoch    whom public numbers are about, changed by many at a time
///        └─► attack   what an attacker gains against all of it
/// ```
///
/// Sources: A. Hundepool et al., *Statistical Disclosure Control* (2012); Shringarpure and
/// Bustamante 2015 (doi 10.1016/j.ajhg.2015.09.010); Raisaro et al. 2017 (doi
/// 10.1093/jamia/ocw167); Ayoz et al. 2021 on differences between releases (PMC8570374).
@NullMarked
package org.opengms.disclosure;

import org.jspecify.annotations.NullMarked;
