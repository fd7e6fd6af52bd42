/// A public Beacon: whether anybody has an allele, for everybody, without telling of anybody.
@NullMarked
package org.opengms.disclosure.beacon;

import org.jspecify.annotations.NullMarked;
