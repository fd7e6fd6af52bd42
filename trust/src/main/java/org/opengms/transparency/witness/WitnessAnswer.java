package org.opengms.transparency.witness;

import java.util.List;
import org.opengms.transparency.note.NoteSignature;

/// What a witness says.
public sealed interface WitnessAnswer {
    /// It has cosigned.
    ///
    /// @param signatures its cosignatures
    record Cosigned(List<NoteSignature> signatures) implements WitnessAnswer {
        public Cosigned {
            signatures = List.copyOf(signatures);
        }
    }

    /// It has cosigned another size last.
    ///
    /// @param size which
    record OtherSize(long size) implements WitnessAnswer {}

    /// It refuses.
    ///
    /// @param reason why
    /// @param words of it
    record Refused(Reason reason, String words) implements WitnessAnswer {}

    /// Why a witness refuses.
    enum Reason {
        /// The request is not one.
        MALFORMED(400),
        /// The log's key did not sign.
        NOT_SIGNED(403),
        /// It knows no such log.
        UNKNOWN_LOG(404),
        /// It has cosigned another root of the same size: the log has forked.
        OTHER_ROOT(409),
        /// The proof does not show that the tree continues what was cosigned: the log may have
        /// forked.
        NOT_CONTINUED(422);

        private final int status;

        Reason(int status) {
            this.status = status;
        }

        /// The HTTP status of it (C2SP tlog-witness).
        public int status() {
            return status;
        }
    }
}
