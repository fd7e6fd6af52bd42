/// How laboratories tell the service what they can do and what they have to do: the interface for
/// their systems, and the one way in that it shares with the pages.
@NullMarked
package org.opengms.server.laboratories;

import org.jspecify.annotations.NullMarked;
