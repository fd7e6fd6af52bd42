/// The way from a first question about the data resource to a contract, or to the reason why there
/// was none: enquiries of organisations, what was done about each, and the figures that the public
/// sees of them.
@NullMarked
package org.opengms.market;

import org.jspecify.annotations.NullMarked;
