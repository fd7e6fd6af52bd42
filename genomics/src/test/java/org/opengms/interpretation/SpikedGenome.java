package org.opengms.interpretation;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.opengms.genome.Contig;
import org.opengms.testing.SharedData;

/// Copies of a real genome (NA12878, chromosome 21, GRCh38) with further records written in at
/// their places.
final class SpikedGenome {
    /// A record to write in.
    ///
    /// @param pos 1-based
    /// @param genotype as in the VCF
    record Spike(String contig, int pos, String ref, String alt, String genotype) {
        String line() {
            return String.join(
                    "\t",
                    contig,
                    Integer.toString(pos),
                    ".",
                    ref,
                    alt,
                    "50",
                    "PASS",
                    ".",
                    "GT",
                    genotype);
        }
    }

    private static final Comparator<Spike> PLACE =
            Comparator.comparing((Spike spike) -> Contig.of(spike.contig))
                    .thenComparingInt(Spike::pos)
                    .thenComparing(Spike::ref)
                    .thenComparing(Spike::alt);

    private final List<String> header = new ArrayList<>();
    private final List<String> records = new ArrayList<>();
    private final int[] positions;

    SpikedGenome() throws IOException {
        Path file = SharedData.file("vcf-real/na12878-happy/PG_NA12878_hg38-chr21.vcf.gz");
        try (BufferedReader in =
                new BufferedReader(
                        new InputStreamReader(InputFile.open(file), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                (line.startsWith("#") ? header : records).add(line);
            }
        }
        positions = new int[records.size()];
        for (int i = 0; i < positions.length; i++) {
            String line = records.get(i);
            int start = line.indexOf('\t') + 1;
            positions[i] = Integer.parseInt(line, start, line.indexOf('\t', start), 10);
        }
    }

    int recordCount() {
        return records.size();
    }

    void write(Path file, List<Spike> spikes) throws IOException {
        List<Spike> sorted = new ArrayList<>(spikes);
        sorted.sort(PLACE);
        Contig background = Contig.of("chr21");
        int next = 0;
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            for (String line : header) {
                out.write(line + "\n");
            }
            for (int i = 0; i < positions.length; i++) {
                while (next < sorted.size()
                        && isBefore(sorted.get(next), background, positions[i])) {
                    out.write(sorted.get(next++).line() + "\n");
                }
                out.write(records.get(i));
                out.write('\n');
            }
            while (next < sorted.size()) {
                out.write(sorted.get(next++).line() + "\n");
            }
        }
    }

    private static boolean isBefore(Spike spike, Contig contig, int position) {
        int order = Contig.of(spike.contig).compareTo(contig);
        return order < 0 || (order == 0 && spike.pos <= position);
    }
}
