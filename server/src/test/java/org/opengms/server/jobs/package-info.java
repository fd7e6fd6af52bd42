@NullMarked
package org.opengms.server.jobs;

import org.jspecify.annotations.NullMarked;
