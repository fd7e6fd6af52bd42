/// What the resource may be worth and what an agreement may return, by stated assumptions.
@NullMarked
package org.opengms.ledger.valuation;

import org.jspecify.annotations.NullMarked;
