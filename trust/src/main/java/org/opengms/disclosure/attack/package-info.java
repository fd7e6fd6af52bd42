/// Attacks on everything that this engine lets out, by attackers who know the public allele
/// frequencies, linkage and the rules. They measure what rules protect before somebody signs them.
///
/// An attack is checked first against a beacon without protection, where its strength is known from
/// the literature: a weak attacker would prove nothing.
@NullMarked
package org.opengms.disclosure.attack;

import org.jspecify.annotations.NullMarked;
