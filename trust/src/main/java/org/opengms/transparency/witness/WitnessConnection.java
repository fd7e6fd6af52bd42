package org.opengms.transparency.witness;

import java.io.IOException;
import java.time.Duration;

/// A way to a witness.
@FunctionalInterface
public interface WitnessConnection {
    /// Sends a request and waits for the answer.
    ///
    /// @param within how long
    /// @throws IOException if no answer came, or none that a witness gives
    WitnessAnswer add(AddCheckpoint request, Duration within)
            throws IOException, InterruptedException;
}
