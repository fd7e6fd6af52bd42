/// What tests of several modules share: real inputs that are not part of the project, and seeded
/// cases for property tests.
@NullMarked
package org.opengms.testing;

import org.jspecify.annotations.NullMarked;
