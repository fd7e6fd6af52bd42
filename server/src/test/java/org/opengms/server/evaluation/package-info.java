@NullMarked
package org.opengms.server.evaluation;

import org.jspecify.annotations.NullMarked;
