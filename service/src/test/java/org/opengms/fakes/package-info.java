/// Honest in-memory ports of the service for its tests: they keep what they are given, and complain
/// where a database would.
@NullMarked
package org.opengms.fakes;

import org.jspecify.annotations.NullMarked;
