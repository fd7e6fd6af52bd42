/// What health data earns: contracts, the books, and what the money is put back into.
@NullMarked
package org.opengms.value;

import org.jspecify.annotations.NullMarked;
