package org.opengms.server.delivery;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.opengms.genome.GenomeReference;
import org.opengms.genome.SampleChoice;
import org.opengms.genome.VcfException;
import org.opengms.genome.VcfReader;

/// Reads a delivered file through, against the service's reference: a laboratory hears at once what
/// is wrong with it, and no interpretation begins on a file that cannot be read to its end.
public final class VcfCheck implements VariantFileCheck {
    private final GenomeReference reference;

    /// @param reference against which genomes are interpreted
    public VcfCheck(GenomeReference reference) {
        this.reference = reference;
    }

    @Override
    public Optional<String> problem(Path file) throws IOException {
        try {
            new VcfReader(reference).read(file, SampleChoice.only(), _ -> {});
            return Optional.empty();
        } catch (VcfException e) {
            String message = e.getMessage();
            return Optional.of(message == null ? e.kind().code() : message);
        }
    }
}
