package org.opengms.server.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opengms.directory.DirectoryLibrary;
import org.opengms.directory.TestDirectories;
import org.opengms.directory.TestDirectory;
import org.opengms.directory.TestDirectoryFile;
import org.opengms.infrastructure.ServiceNetwork;
import org.opengms.infrastructure.ServiceNetworkFile;
import org.opengms.orders.AcceptancePolicy;
import org.opengms.orders.AcceptancePolicyFile;
import org.opengms.region.SyntheticRegion;
import picocli.CommandLine.Option;

/// The rules that orders are judged by: the operator's files.
public final class RuleOptions {
    @Option(names = "--network", paramLabel = "FILE", description = "Sites and laboratories (JSON)")
    private @Nullable Path network;

    @Option(
            names = "--directory",
            paramLabel = "FILE",
            description = "A version of the test directory (JSON); may be given several times")
    private List<Path> directories = List.of();

    @Option(
            names = "--packages",
            paramLabel = "DIR",
            description =
                    "Folder of national FHIR definitions, and of the Minimum Data Set's sheet if it lies there as mds*.csv (default: $OPENGMS_PACKAGES; without one, orders are judged by FHIR R4 alone)")
    private @Nullable Path packages;

    @Option(
            names = "--minimum-data-set",
            paramLabel = "FILE",
            description = "Sheet of the national Minimum Data Set (CSV)")
    private @Nullable Path dataSet;

    @Option(
            names = "--acceptance-policy",
            paramLabel = "NAME|FILE",
            description =
                    "Which findings refuse an order: standard (what would make the test wrong or unsafe), connectathon (invalid NHS numbers only warn), or a JSON file")
    private String policy = "standard";

    /// The files that the options name.
    ///
    /// @throws CommandProblem if they do not fit
    RunningService.RuleFiles files() {
        return new RunningService.RuleFiles(
                Optional.ofNullable(network), directories, packages(), dataSet(), policy());
    }

    /// The folder of national definitions: as given, else by the environment.
    Optional<Path> packages() {
        Path given = packages;
        String environment = System.getenv("OPENGMS_PACKAGES");
        if (given == null && environment != null && !environment.isBlank()) {
            given = Path.of(environment);
        }
        if (given != null && !Files.isDirectory(given)) {
            throw new CommandProblem(
                    "OGMS-4924 --packages: there is no folder %s. Name the folder that holds the FHIR packages."
                            .formatted(given));
        }
        return Optional.ofNullable(given);
    }

    /// The sheet of the Minimum Data Set: as given, else the one in the folder of definitions.
    Optional<Path> dataSet() {
        Path given = dataSet;
        if (given != null) {
            return Optional.of(given);
        }
        return packages().flatMap(RuleOptions::sheetIn);
    }

    private static Optional<Path> sheetIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(
                            file -> {
                                String name =
                                        file.getFileName().toString().toLowerCase(Locale.ROOT);
                                return name.startsWith("mds") && name.endsWith(".csv");
                            })
                    .max(Comparator.naturalOrder());
        } catch (IOException e) {
            throw new UncheckedIOException("OGMS-4925 Cannot list the packages in " + folder, e);
        }
    }

    /// The policy.
    ///
    /// @throws CommandProblem if there is none of that name
    AcceptancePolicy policy() {
        return switch (policy) {
            case "standard" -> AcceptancePolicy.STANDARD;
            case "connectathon" -> AcceptancePolicy.CONNECTATHON;
            default -> {
                Path file = Path.of(policy);
                if (!Files.isRegularFile(file)) {
                    throw new CommandProblem(
                            "OGMS-4921 --acceptance-policy: say standard or connectathon, or name a JSON file that is there.");
                }
                yield AcceptancePolicyFile.read(file);
            }
        };
    }

    /// The network given, else the synthetic region's.
    ServiceNetwork network() {
        return Optional.ofNullable(network)
                .map(ServiceNetworkFile::read)
                .orElseGet(() -> SyntheticRegion.of(1).network());
    }

    /// The directory versions given, else those imported into the usual data folder, else the
    /// synthetic region's.
    TestDirectories directories() {
        List<TestDirectory> versions =
                directories.isEmpty()
                        ? DirectoryLibrary.at(
                                        ServeCommand.ServiceOptions.usualFolder()
                                                .resolve(DirectoryLibrary.FOLDER))
                                .directories()
                        : directories.stream().map(TestDirectoryFile::read).toList();
        return versions.isEmpty()
                ? SyntheticRegion.of(1).directories()
                : new TestDirectories(versions);
    }
}
