@NullMarked
package org.opengms.server.notices;

import org.jspecify.annotations.NullMarked;
