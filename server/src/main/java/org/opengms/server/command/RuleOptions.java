package org.opengms.server.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opengms.directory.TestDirectories;
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
            names = "--acceptance-policy",
            paramLabel = "NAME|FILE",
            description =
                    "Which findings refuse an order: standard (what would make the test wrong or unsafe), connectathon (invalid NHS numbers only warn), or a JSON file")
    private String policy = "standard";

    /// The file of sites and laboratories, if one was given.
    Optional<Path> networkFile() {
        return Optional.ofNullable(network);
    }

    /// The files of directory versions, none if none were given.
    List<Path> directoryFiles() {
        return directories;
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
        return networkFile()
                .map(ServiceNetworkFile::read)
                .orElseGet(() -> SyntheticRegion.of(1).network());
    }

    /// The directory versions given, else the synthetic region's.
    TestDirectories directories() {
        return directories.isEmpty()
                ? SyntheticRegion.of(1).directories()
                : new TestDirectories(directories.stream().map(TestDirectoryFile::read).toList());
    }
}
