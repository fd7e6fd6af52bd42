/// Answers over the network.
@NullMarked
package org.opengms.server.dialogue;

import org.jspecify.annotations.NullMarked;
