package org.opengms.transparency.log;

import java.nio.file.Path;

/// A file to be written.
final class Written {
    private final Path file;
    private final byte[] content;

    /// Takes the array as it is: it must not be changed afterwards.
    Written(Path file, byte[] content) {
        this.file = file;
        this.content = content;
    }

    Path file() {
        return file;
    }

    byte[] content() {
        return content;
    }
}
