package org.opengms.genome;

/// Whose genotypes to read from a VCF.
public sealed interface SampleChoice {
    /// The file's only sample; a file with several is refused.
    record Only() implements SampleChoice {}

    /// The sample with this name in the `#CHROM` line.
    record Named(String name) implements SampleChoice {}

    /// The file's only sample.
    static SampleChoice only() {
        return new Only();
    }

    /// The sample of that name.
    static SampleChoice named(String name) {
        return new Named(name);
    }
}
