/// What a signed contract makes due: prices over time, VAT, royalties declared and expected.
@NullMarked
package org.opengms.ledger.charging;

import org.jspecify.annotations.NullMarked;
