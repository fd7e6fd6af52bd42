package org.opengms.server.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opengms.planning.network.ServiceScenario;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What commands about a scenario have in common.
final class ScenarioOptions {
    @Parameters(paramLabel = "SCENARIO", description = "A file, or the name of one that is shipped")
    private String scenario = "";

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Replications at once (default: all processors)")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Write tables (CSV), plots (SVG) and the whole result (JSON) here")
    private @Nullable Path out;

    @Option(names = "--json", description = "Print the result as JSON")
    private boolean json;

    /// The scenario's name or file, as given.
    String named() {
        return scenario;
    }

    /// The scenario of the file, or that is shipped.
    ServiceScenario scenario() {
        Path file = Path.of(scenario);
        return Files.isRegularFile(file)
                ? ServiceScenario.read(file)
                : ServiceScenario.named(scenario);
    }

    /// How many replications at once.
    int threads() {
        if (threads < 1 || threads > 1024) {
            throw new CommandProblem(
                    "OGMS-4941 --threads: %d is not possible. Take 1 to 1024.".formatted(threads));
        }
        return threads;
    }

    Optional<Path> out() {
        return Optional.ofNullable(out);
    }

    boolean json() {
        return json;
    }
}
