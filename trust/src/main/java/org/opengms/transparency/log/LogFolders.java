package org.opengms.transparency.log;

import java.nio.file.Path;

/// Where a log lies. Beside these it has a lock store, best on another disk.
///
/// @param log `checkpoint` and `tile/`: what any web server may show to everybody. Below `.state/`
///   lies what it may not show: journal, process lock, sequences
/// @param records salts and records, which can be erased; never shown as they are
public record LogFolders(Path log, Path records) {
    private static final String STATE = ".state";

    Path state() {
        return log.resolve(STATE);
    }

    Path journal() {
        return state().resolve("journal");
    }

    Path sequences() {
        return state().resolve("sequences");
    }

    Path lock() {
        return state().resolve("lock");
    }
}
