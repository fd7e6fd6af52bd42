package org.opengms.server.command;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opengms.directory.DirectoryLibrary;
import org.opengms.directory.TestDirectory;
import org.opengms.directory.TestDirectoryFile;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/// What all have in common. They have no `--version` of the program: the word means a version of
/// the directory here.
final class DirectoryOptions {
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .changeDefaultVisibility(visibility ->
                            visibility.withIsGetterVisibility(JsonAutoDetect.Visibility.NONE))
                    .changeDefaultPropertyInclusion(
                            p -> p.withValueInclusion(JsonInclude.Include.NON_ABSENT))
                    .build();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and end")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean help;

    @Option(
            names = {"--into", "--data"},
            paramLabel = "DIR",
            description =
                    "Data folder of the service (default: $OPENGMS_DATA, else data/ in the checkout)")
    private @Nullable Path data;

    @Option(names = "--json", description = "Print the result as JSON")
    private boolean json;

    /// Whether machines read the answer.
    boolean isForMachines() {
        return json;
    }

    Path libraryFolder() {
        Path given = data;
        return (given == null ? ServeCommand.ServiceOptions.usualFolder() : given)
                .resolve(DirectoryLibrary.FOLDER);
    }

    DirectoryLibrary library() {
        return DirectoryLibrary.at(libraryFolder());
    }

    /// A version of the library, or a file of one.
    TestDirectory directory(String versionOrFile) {
        DirectoryLibrary library = library();
        Optional<TestDirectory> there = library.directory(versionOrFile);
        if (there.isPresent()) {
            return there.get();
        }
        if (versionOrFile.endsWith(".json") && Files.isRegularFile(Path.of(versionOrFile))) {
            return TestDirectoryFile.read(Path.of(versionOrFile));
        }
        List<String> versions = library.directories().stream().map(TestDirectory::version).toList();
        throw new CommandProblem(
                "OGMS-4932 The library at %s has no version %s of the test directory%s."
                        .formatted(
                                libraryFolder(),
                                versionOrFile,
                                versions.isEmpty()
                                        ? "; it is empty. Import one with opengms directory import"
                                        : "; it has " + String.join(", ", versions)));
    }

    /// Prints a result as JSON if that was asked for.
    ///
    /// @return whether it was
    boolean print(CommandSpec spec, Object value) {
        if (json) {
            PrintWriter out = spec.commandLine().getOut();
            out.println(JSON.writeValueAsString(value));
            out.flush();
        }
        return json;
    }
}
