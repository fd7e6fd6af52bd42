package org.opengms.environment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.opengms.genome.VariantCall;
import org.opengms.genome.VcfException;

/// Reads the calls of a delivered file.
@FunctionalInterface
public interface GenomeCalls {
    /// Hands on each call.
    void read(Path file, Consumer<VariantCall> calls) throws IOException, VcfException;
}
