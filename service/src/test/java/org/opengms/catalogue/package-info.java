/// What the public catalogue tells and keeps to itself.
@NullMarked
package org.opengms.catalogue;

import org.jspecify.annotations.NullMarked;
