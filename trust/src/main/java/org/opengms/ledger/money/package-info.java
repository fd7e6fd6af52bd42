/// Sums of money in whole minor units, and the few rules by which they are rounded and divided.
@NullMarked
package org.opengms.ledger.money;

import org.jspecify.annotations.NullMarked;
