/// Projects as applicants, the committee and the gate meet them.
@NullMarked
package org.opengms.access;

import org.jspecify.annotations.NullMarked;
