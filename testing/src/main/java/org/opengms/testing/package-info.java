/// What tests of several modules share: real inputs that are not part of the project, seeded cases
/// for property tests, and a clock that stands where it is put.
@NullMarked
package org.opengms.testing;

import org.jspecify.annotations.NullMarked;
