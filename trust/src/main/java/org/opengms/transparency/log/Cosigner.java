package org.opengms.transparency.log;

import org.opengms.transparency.merkle.ProofMaker;
import org.opengms.transparency.note.SignedNote;

/// Adds signatures of others to a checkpoint before it is published. Must end within a time, with
/// what has come by then.
@FunctionalInterface
public interface Cosigner {
    /// Asks nobody.
    Cosigner NOBODY = (signed, _) -> signed;

    /// @param signed by the log
    /// @param proofs of the tree it commits to
    /// @return the same text with further signatures
    SignedNote cosign(SignedNote signed, ProofMaker proofs);
}
