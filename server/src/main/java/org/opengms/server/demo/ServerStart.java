package org.opengms.server.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.opengms.region.SyntheticRegion;

/// Starts a server for a synthetic region in this virtual machine.
@FunctionalInterface
public interface ServerStart {
    /// Starts and returns when the server answers.
    ///
    /// @param data where the server keeps everything; a server that ran there before goes on with
    ///   what it has
    /// @param port to listen on, at the loopback interface
    /// @param region whose network, directory and reference the server is set up with
    Running start(Path data, int port, SyntheticRegion region)
            throws IOException, InterruptedException;

    /// A running server.
    interface Running extends AutoCloseable {
        /// Where it is reached, without a path.
        URI address();

        /// Stops it.
        @Override
        void close();
    }
}
