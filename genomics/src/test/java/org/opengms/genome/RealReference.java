package org.opengms.genome;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.opengms.testing.SharedData;

/// The reference compiled once for all tests of a run from real GRCh38 sequence (twelve windows),
/// the MANE transcripts and the HGNC set.
final class RealReference {
    static final GenomeReference REFERENCE = build();

    private RealReference() {}

    private static GenomeReference build() {
        try {
            Path dir = Files.createTempDirectory("opengms-real-reference");
            GenomeReference reference =
                    GenomeReference.build(
                            new GenomeSources(
                                    SharedData.file("derived/grch38-sparse.fa.gz"),
                                    SharedData.file("derived/mane.genepred.tsv.gz"),
                                    SharedData.file(
                                            "knowledge/genes/hgnc_complete_set.2024-10.txt.gz")),
                            dir,
                            BuildProgress.silent());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(dir)));
            return reference;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path dir) {
        try (Stream<Path> files = Files.list(dir)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(dir);
        } catch (IOException e) {
            System.err.println("Left behind: " + dir + " (" + e + ")");
        }
    }

    /// The stretches whose sequence is known.
    static List<GenomicInterval> windows() {
        List<GenomicInterval> windows = new ArrayList<>();
        for (Contig contig : REFERENCE.sequence().contigs()) {
            windows.addAll(REFERENCE.sequence().knownStretches(contig));
        }
        return windows;
    }

    /// The transcripts that lie wholly within them.
    static List<Transcript> transcriptsInWindows() {
        List<GenomicInterval> windows = windows();
        return REFERENCE.transcripts().all().stream()
                .filter(t ->
                        windows.stream()
                                .anyMatch(w ->
                                        w.contig().equals(t.contig())
                                                && w.startZeroBased() <= t.startZeroBased()
                                                && t.endExclusive() <= w.endExclusive()))
                .toList();
    }
}
