/// What holds for every package of the service.
@NullMarked
package org.opengms;

import org.jspecify.annotations.NullMarked;
