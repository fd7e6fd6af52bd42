package org.opengms.transparency.tiles;

import java.io.IOException;
import java.util.Optional;

/// Where the files of a log come from.
@FunctionalInterface
public interface TileSource {
    /// A file's bytes; empty if there is no such file.
    ///
    /// @param path below the log, such as `tile/0/000.p/3`
    Optional<byte[]> read(String path) throws IOException;
}
