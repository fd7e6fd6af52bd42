package org.opengms.consent;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;

/// Small hierarchies of diseases.
final class DiseaseSamples {
    private DiseaseSamples() {}

    static Path file(String name) {
        try {
            return Path.of(
                    Objects.requireNonNull(DiseaseSamples.class.getResource(name), name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
