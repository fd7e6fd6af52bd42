package org.opengms.cohort;

import java.nio.file.Path;
import java.time.Instant;

/// A participant's file of calls, as the laboratory delivered it.
///
/// @param file the service's id of it, a UUID
/// @param participant whose
/// @param path where it lies
/// @param sha256 of its bytes, 64 hexadecimal digits
/// @param bytes its size
/// @param received when
public record DeliveredGenome(
        String file,
        ParticipantId participant,
        Path path,
        String sha256,
        long bytes,
        Instant received) {
    /// Does not name the path.
    @Override
    public String toString() {
        return "DeliveredGenome[" + file + "]";
    }
}
