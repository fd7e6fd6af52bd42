/// Recording who acts for a person, what is held back from them and that their address is
/// protected: over the pages and as JSON.
@NullMarked
package org.opengms.server.safeguards;

import org.jspecify.annotations.NullMarked;
