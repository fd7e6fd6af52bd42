/// Witnesses (C2SP tlog-witness, tlog-cosignature): independent parties that cosign a log's
/// checkpoints as long as each continues the last, and the client that asks them.
@NullMarked
package org.opengms.transparency.witness;

import org.jspecify.annotations.NullMarked;
