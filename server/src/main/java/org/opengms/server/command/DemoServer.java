package org.opengms.server.command;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.opengms.region.SyntheticRegion;
import org.opengms.server.demo.ServerStart;

/// Starts the service for the demonstration, on the loopback interface.
public final class DemoServer implements ServerStart {
    /// Where a server for a seed keeps everything unless told otherwise.
    public static Path dataOfSeed(long seed) {
        Path usual = ServeCommand.ServiceOptions.usualFolder();
        return seed == 1 ? usual : usual.resolveSibling(usual.getFileName() + "-seed-" + seed);
    }

    @Override
    public Running start(Path data, int port, SyntheticRegion region) {
        RunningService service =
                RunningService.start(
                        new RunningService.Choices(
                                        data,
                                        "127.0.0.1",
                                        port,
                                        RunningService.RuleFiles.USUAL,
                                        Optional.empty(),
                                        OptionalLong.of(region.seed()))
                                .withExamples(),
                        new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        Thread stop = new Thread(service::close, "stop");
        Runtime.getRuntime().addShutdownHook(stop);
        return new Running() {
            @Override
            public URI address() {
                return URI.create(service.address());
            }

            @Override
            public void close() {
                Runtime.getRuntime().removeShutdownHook(stop);
                service.close();
            }
        };
    }
}
