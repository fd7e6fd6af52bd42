package org.opengms.server.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `opengms training`: the service to practise in.
@Command(
        name = "training",
        mixinStandardHelpOptions = true,
        description =
                "Run the training service: the synthetic region with an exercise for every role. Nothing leaves it.",
        footer = {
            "",
            "Example: opengms training --port 8090",
            "",
            "It keeps everything in a folder and a database of its own, and takes none of a real service."
        })
public final class TrainingCommand implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Folder of everything the training service keeps (default: training-data/ beside the service's folder)")
    private @Nullable Path data;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Port to listen on, on this machine (default: ${DEFAULT-VALUE})")
    private int port = 8090;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of the synthetic region (default: the folder's, else 1)")
    private @Nullable Long seed;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter words = Objects.requireNonNull(spec).commandLine().getErr();
        RunningService service = RunningService.start(choices(folder(), port, seed), words);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    service.close();
                                    stopped.countDown();
                                },
                                "stop"));
        words.println(
                ServeCommand.welcome(service)
                        + "\nThis is the training service: exercises at %s/training."
                                .formatted(service.address()));
        words.flush();
        stopped.await();
        return 0;
    }

    private Path folder() {
        Path given = data;
        return given == null
                ? ServeCommand.ServiceOptions.usualFolder().resolveSibling("training-data")
                : given;
    }

    /// The choices of a training service: always the synthetic region.
    static RunningService.Choices choices(Path folder, int port, @Nullable Long seed) {
        return new RunningService.Choices(
                        folder,
                        "127.0.0.1",
                        port,
                        RunningService.RuleFiles.USUAL,
                        Optional.empty(),
                        seed == null ? OptionalLong.empty() : OptionalLong.of(seed))
                .forTraining();
    }
}
