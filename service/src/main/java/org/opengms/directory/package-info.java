/// The test directory of national shape, as dated versions: clinical indications and the tests that
/// each offers. Rules of the world are data here, never code.
@NullMarked
package org.opengms.directory;

import org.jspecify.annotations.NullMarked;
