package org.opengms.region;

import java.nio.file.Path;
import java.util.List;

/// The files that tell a service about the region.
///
/// @param network sites and laboratories
/// @param directories one for each version of the test directory, oldest first
public record ServiceFiles(Path network, List<Path> directories) {
    public ServiceFiles {
        directories = List.copyOf(directories);
    }
}
