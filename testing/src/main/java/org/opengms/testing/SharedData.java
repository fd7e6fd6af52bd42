package org.opengms.testing;

import java.nio.file.Files;
import java.nio.file.Path;

/// Where the real inputs lie: `OPENGMS_SHARED_DATA`, else `../shared/data` beside the checkout.
public final class SharedData {
    private SharedData() {}

    /// The data folder, whether it exists or not.
    public static Path folder() {
        String configured = System.getenv("OPENGMS_SHARED_DATA");
        if (configured != null && !configured.isBlank()) {
            return Path.of(configured);
        }
        return projectRoot().resolve("../shared/data").normalize();
    }

    /// One file below the data folder.
    ///
    /// @param relative path below the folder, with `/`
    /// @throws IllegalStateException if there is no such file
    public static Path file(String relative) {
        Path file = folder().resolve(relative);
        if (!Files.exists(file)) {
            throw new IllegalStateException(
                    "No real input at " + file + ": is the shared data complete?");
        }
        return file;
    }

    /// The root of the checkout: the system property `opengms.root` that the build sets, else the
    /// nearest folder above the working directory that holds the launcher.
    public static Path projectRoot() {
        String configured = System.getProperty("opengms.root");
        if (configured != null) {
            return Path.of(configured).toAbsolutePath().normalize();
        }
        Path start = Path.of("").toAbsolutePath();
        for (Path at = start; at != null; at = at.getParent()) {
            if (Files.exists(at.resolve("opengms")) && Files.exists(at.resolve("pom.xml"))) {
                return at;
            }
        }
        return start;
    }
}
