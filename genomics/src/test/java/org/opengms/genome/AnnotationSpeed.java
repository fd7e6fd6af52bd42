package org.opengms.genome;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import org.opengms.testing.SharedData;

/// Prints how many variants a second are read and annotated on a real chromosome, with a warm
/// virtual machine. Not a test: run `main`, with the number of rounds (default 10).
final class AnnotationSpeed {
    private AnnotationSpeed() {}

    public static void main(String[] args) throws IOException {
        int rounds = args.length > 0 ? Integer.parseInt(args[0], 10) : 10;
        VariantAnnotator annotator = new VariantAnnotator(RealReference.REFERENCE);
        long[] sink = new long[1];
        measure("read", rounds, c -> sink[0] += c.vcfPos());
        measure(
                "read, region class",
                rounds,
                c -> sink[0] += annotator.region(c.variant()).name().length());
        measure(
                "read, consequence on every transcript",
                rounds,
                c -> sink[0] += annotator.annotate(c.variant()).size());
        measure(
                "read, consequence, names",
                rounds,
                c -> {
                    for (TranscriptConsequence t : annotator.annotate(c.variant())) {
                        sink[0] += t.hgvsC().map(String::length).orElse(0);
                        sink[0] += t.hgvsP().map(String::length).orElse(0);
                    }
                });
        System.out.println("(" + sink[0] + ")");
    }

    private static void measure(String what, int rounds, Consumer<VariantCall> consumer)
            throws IOException {
        Path vcf = SharedData.file("vcf-real/na12878-happy/PG_NA12878_hg38-chr21.vcf.gz");
        VcfReader reader = new VcfReader(RealReference.REFERENCE);
        double best = 0;
        for (int round = 0; round < rounds; round++) {
            long start = System.nanoTime();
            long calls = reader.read(vcf, SampleChoice.only(), consumer).calls();
            best = Math.max(best, calls * 1e9 / (System.nanoTime() - start));
        }
        System.out.println(
                String.format(Locale.ROOT, "%-40s %,12.0f variants/s (best round)", what, best));
    }
}
