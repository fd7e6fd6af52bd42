package org.opengms.server.practice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.opengms.region.SyntheticRegion;
import org.opengms.server.database.DataDirectory;

/// The synthetic region that a service's folder holds, made when it is first asked for.
public final class PracticeRegion implements Supplier<SyntheticRegion> {
    private final Path seedFile;
    private @Nullable SyntheticRegion region;

    private PracticeRegion(Path seedFile) {
        this.seedFile = seedFile;
    }

    /// The region of a folder.
    public static PracticeRegion in(DataDirectory data) {
        return new PracticeRegion(data.root().resolve("service").resolve("seed"));
    }

    @Override
    public synchronized SyntheticRegion get() {
        SyntheticRegion known = region;
        if (known == null) {
            try {
                known = SyntheticRegion.of(Long.parseLong(Files.readString(seedFile).strip(), 10));
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "OGMS-8971 The seed of the synthetic region cannot be read from the training service's folder.",
                        e);
            }
            region = known;
        }
        return known;
    }
}
