package org.opengms.server.delivery;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// A quick look at a delivered file, before it is accepted.
@FunctionalInterface
public interface VariantFileCheck {
    /// What is wrong with the file, in words for the laboratory; empty if it can be interpreted as
    /// far as its beginning and its end tell.
    Optional<String> problem(Path file) throws IOException;
}
