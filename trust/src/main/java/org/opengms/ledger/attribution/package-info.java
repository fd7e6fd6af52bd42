/// Whose data earned what, and what the money is bound to.
@NullMarked
package org.opengms.ledger.attribution;

import org.jspecify.annotations.NullMarked;
