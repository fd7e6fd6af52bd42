package org.opengms.transparency.log;

import java.util.Optional;
import org.opengms.transparency.note.Origin;
import org.opengms.transparency.note.SignedNote;

/// Keeps the last checkpoint that was signed, apart from the log, so that what is restored from a
/// backup of the log is told from the log. It must never be restored from a backup itself.
public interface LockStore {
    /// The last checkpoint of a log; empty if none was ever kept.
    Optional<SignedNote> load(Origin origin);

    /// Keeps a checkpoint, durably, if the last one is still the one that is expected.
    ///
    /// @param expected what [#load] gave
    /// @return false if it was another one: then nothing was changed
    boolean compareAndSwap(Origin origin, Optional<SignedNote> expected, SignedNote next);
}
