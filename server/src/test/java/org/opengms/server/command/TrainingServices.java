package org.opengms.server.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Training services of tests.
public final class TrainingServices {
    private TrainingServices() {}

    /// Starts one on a free port.
    ///
    /// @param folder new or of a training service
    public static RunningService start(Path folder) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        return RunningService.start(
                TrainingCommand.choices(folder, port, null),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    }
}
