@NullMarked
package org.opengms.server.persistence;

import org.jspecify.annotations.NullMarked;
