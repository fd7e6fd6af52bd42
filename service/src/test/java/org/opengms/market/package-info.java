/// Enquiries from the form to the contract, or to nothing.
@NullMarked
package org.opengms.market;

import org.jspecify.annotations.NullMarked;
