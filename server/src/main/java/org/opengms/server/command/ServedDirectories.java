package org.opengms.server.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opengms.directory.DirectoryLibrary;
import org.opengms.directory.TestDirectory;
import org.opengms.directory.TestDirectoryFile;

/// Which versions of the test directory a service uses: those that were imported into its library,
/// and beside them those in files that the operator names.
final class ServedDirectories {
    private ServedDirectories() {}

    /// @param files of versions; a version that the library has too must be the same
    /// @throws CommandProblem OGMS-4931 if one version has two contents
    static List<TestDirectory> of(DirectoryLibrary library, List<Path> files) {
        List<TestDirectory> versions = new ArrayList<>(library.directories());
        for (Path file : files) {
            TestDirectory named = TestDirectoryFile.read(file);
            Optional<TestDirectory> there =
                    versions.stream().filter(v -> v.version().equals(named.version())).findFirst();
            if (there.isEmpty()) {
                versions.add(named);
            } else if (!there.get().equals(named)) {
                throw new CommandProblem(
                        "OGMS-4931 --directory: %s is version %s, which is there already with another content. Leave it out, or give it a version of its own."
                                .formatted(file, named.version()));
            }
        }
        return versions;
    }
}
