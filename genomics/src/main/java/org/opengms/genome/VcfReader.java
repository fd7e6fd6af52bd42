package org.opengms.genome;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/// Reads the calls of one sample from a VCF (4.0 to 4.5; plain, gzip or BGZF) against a reference.
/// Strict: a damaged file, a foreign assembly or a REF that disagrees with the reference is refused
/// with a [VcfException]. Nothing is dropped in silence: see [VcfSummary].
///
/// This is the one place where VCF positions (1-based) become internal ones (0-based).
public final class VcfReader {
    private final GenomeReference reference;

    /// A reader of files that were called against this reference.
    public VcfReader(GenomeReference reference) {
        this.reference = reference;
    }

    /// Reads a file from start to end and hands on each alternate allele the sample carries, in
    /// file order, multi-allelic records split.
    ///
    /// @param vcf the file
    /// @param sample whose genotypes
    /// @param calls receives the calls; what it received before an exception must not be used
    /// @return what the file held
    /// @throws VcfException if the file is refused
    /// @throws IOException if the disk fails
    public VcfSummary read(Path vcf, SampleChoice sample, Consumer<VariantCall> calls)
            throws IOException {
        try (VcfLines lines = new VcfLines(vcf)) {
            VcfHeader header = VcfHeader.read(lines, reference, sample);
            return new VcfRecords(reference, lines, header, calls).read();
        }
    }
}
