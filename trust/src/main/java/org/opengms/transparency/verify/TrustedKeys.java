package org.opengms.transparency.verify;

import java.util.List;
import java.util.Optional;
import org.opengms.transparency.note.Checkpoint;
import org.opengms.transparency.note.KeyKind;
import org.opengms.transparency.note.SignedNote;
import org.opengms.transparency.note.VerifierKey;
import org.opengms.transparency.tiles.Fault;
import org.opengms.transparency.tiles.FaultKind;

/// Whose signatures a checkpoint must have: the log's, and those of all witnesses named.
///
/// @param keys at least one, of which at least one is the key of a log
public record TrustedKeys(List<VerifierKey> keys) {
    public TrustedKeys {
        keys = List.copyOf(keys);
        if (keys.stream().noneMatch(key -> key.kind() == KeyKind.LOG)) {
            throw new IllegalArgumentException(
                    "OGMS-7060 None of the %d keys is the key of a log (signature type 1). Give the log's own key beside those of witnesses."
                            .formatted(keys.size()));
        }
    }

    /// What is wrong with the signatures of a checkpoint.
    ///
    /// @param file how the fault calls it
    Optional<Fault> judge(SignedNote note, Checkpoint checkpoint, String file) {
        boolean ofTheLog = false;
        for (VerifierKey key : keys) {
            switch (note.signedBy(key)) {
                case FALSELY -> {
                    return Optional.of(
                            Fault.of(
                                    FaultKind.SIGNATURE_FALSE,
                                    file,
                                    "The signature of %s does not verify.".formatted(key.name())));
                }
                case NOT -> {
                    if (key.kind() == KeyKind.WITNESS) {
                        return Optional.of(
                                Fault.of(
                                        FaultKind.WITNESS_MISSING,
                                        file,
                                        "Witness %s did not sign it.".formatted(key.name())));
                    }
                }
                case TRULY -> ofTheLog |= key.kind() == KeyKind.LOG;
            }
        }
        if (!ofTheLog) {
            return Optional.of(
                    Fault.of(
                            FaultKind.NOT_SIGNED_BY_THE_LOG,
                            file,
                            "No signature is of the log's key given."));
        }
        boolean named =
                keys.stream()
                        .filter(key -> key.kind() == KeyKind.LOG)
                        .anyMatch(key -> key.name().value().equals(checkpoint.origin().value()));
        return named
                ? Optional.empty()
                : Optional.of(
                        Fault.of(
                                FaultKind.OTHER_LOG,
                                file,
                                "It is of the log %s, the key is of another."
                                        .formatted(checkpoint.origin())));
    }
}
