/// Signed notes and checkpoints, as C2SP specifies them (signed-note, tlog-checkpoint,
/// tlog-cosignature at commit 5ba5ee830903): text, keys, signatures of a log and of witnesses.
@NullMarked
package org.opengms.transparency.note;

import org.jspecify.annotations.NullMarked;
