/// Public dialogue over the network: the interface of the operator, how many answers are taken, and
/// the made-up answers of a demonstration.
@NullMarked
package org.opengms.server.dialogue;

import org.jspecify.annotations.NullMarked;
