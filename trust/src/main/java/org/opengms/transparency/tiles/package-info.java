/// Logs as files (C2SP tlog-tiles): where tiles and entry bundles lie, and reading any log of that
/// form.
@NullMarked
package org.opengms.transparency.tiles;

import org.jspecify.annotations.NullMarked;
