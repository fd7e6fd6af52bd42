/// How digital sites are, for those who look: the board, what paper took, what sites say of
/// themselves, each wish in a transaction.
@NullMarked
package org.opengms.server.maturity;

import org.jspecify.annotations.NullMarked;
