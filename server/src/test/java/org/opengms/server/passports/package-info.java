/// Visas of others, good and bad, and own ones.
@NullMarked
package org.opengms.server.passports;

import org.jspecify.annotations.NullMarked;
