/// The interface for planning roll-outs, the one way in that it shares with the pages, and what a
/// result looks like: plots, the map, files.
@NullMarked
package org.opengms.server.rollout;

import org.jspecify.annotations.NullMarked;
