package org.opengms.genome;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.testing.Cases;

class VariantNormaliserTest {
    private static final Contig CONTIG = new Contig("made-up");

    /// A sequence from text; `N` is unknown.
    static GenomeSequence sequence(Contig contig, String text) {
        byte[] packed = new byte[text.length() + 1];
        List<Integer> starts = new ArrayList<>();
        List<Integer> ends = new ArrayList<>();
        List<Long> offsets = new ArrayList<>();
        int used = 0;
        for (int at = 0; at < text.length(); ) {
            if (text.charAt(at) == 'N') {
                at++;
                continue;
            }
            int start = at;
            while (at < text.length() && text.charAt(at) != 'N') {
                int i = at - start;
                packed[used + i / 4] |= (byte) ("ACGT".indexOf(text.charAt(at)) << (i % 4 * 2));
                at++;
            }
            starts.add(start);
            ends.add(at);
            offsets.add((long) used);
            used += (at - start + 3) / 4;
        }
        return new GenomeSequence(
                MemorySegment.ofArray(packed),
                List.of(
                        new GenomeSequence.ContigSequence(
                                contig,
                                text.length(),
                                starts.stream().mapToInt(Integer::intValue).toArray(),
                                ends.stream().mapToInt(Integer::intValue).toArray(),
                                offsets.stream().mapToLong(Long::longValue).toArray(),
                                new int[0],
                                new byte[0])));
    }

    /// VCF position, REF and ALT; then the normal form.
    @ParameterizedTest
    @CsvSource({
        // 123456789012 position of GGGCACACACAT
        "4, CA, TA, made-up:3:C:T",
        "8, CAC, C, made-up:3:CA:",
        "3, GCA, G, made-up:3:CA:",
        "11, A, ACA, made-up:3::CA",
        "1, GGGCA, GG, made-up:2:GCA:",
        "3, G, GG, made-up:0::G",
        "12, T, TT, made-up:11::T",
        "4, CACA, TATA, made-up:3:CAC:TAT",
    })
    void trimsAndMovesLeft(int pos, String ref, String alt, String normal) {
        VariantNormaliser normaliser = new VariantNormaliser(sequence(CONTIG, "GGGCACACACAT"));
        assertEquals(normal, normaliser.normalise(CONTIG, pos - 1, ref, alt).spdi());
    }

    @Test
    void doesNotMoveIntoUnknownSequence() {
        VariantNormaliser normaliser = new VariantNormaliser(sequence(CONTIG, "AANNAAAAT"));
        assertEquals("made-up:4:A:", normaliser.normalise(CONTIG, 7, "A", "").spdi());
    }

    private static String apply(String genome, int start, String ref, String alt) {
        assertTrue(genome.startsWith(ref, start), "REF is that of the genome");
        return genome.substring(0, start) + alt + genome.substring(start + ref.length());
    }

    private static String bases(RandomGenerator random, int count, String alphabet) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    /// The normal form makes the same genome, cannot be moved further left, and stays as it is when
    /// normalised again. Two letters make repeats frequent.
    @Test
    void keepsTheMeaningAndHasOneFormPerMeaning() {
        Cases.check(
                3_000,
                random -> {
                    String genome = bases(random, 30, "AC");
                    VariantNormaliser normaliser = new VariantNormaliser(sequence(CONTIG, genome));
                    int start = random.nextInt(25);
                    String ref = genome.substring(start, start + random.nextInt(1, 5));
                    String alt = bases(random, random.nextInt(0, 5), "AC");
                    if (ref.equals(alt)) {
                        return;
                    }
                    Variant normal = normaliser.normalise(CONTIG, start, ref, alt);
                    String changed = apply(genome, start, ref, alt);
                    assertEquals(
                            changed,
                            apply(genome, normal.startZeroBased(), normal.ref(), normal.alt()));
                    assertEquals(
                            normal,
                            normaliser.normalise(
                                    CONTIG, normal.startZeroBased(), normal.ref(), normal.alt()));
                    if (normal.isDeletion() || normal.isInsertion()) {
                        assertEquals(
                                leftmost(genome, changed),
                                normal.startZeroBased(),
                                "leftmost of all ways to write it");
                    }
                });
    }

    /// First place where one deletion or insertion turns one text into the other, by trying all.
    private static int leftmost(String from, String to) {
        int delta = to.length() - from.length();
        for (int start = 0; start <= from.length(); start++) {
            boolean same =
                    delta < 0
                            ? start - delta <= from.length()
                                    && (from.substring(0, start) + from.substring(start - delta))
                                            .equals(to)
                            : (to.substring(0, start) + to.substring(start + delta)).equals(from);
            if (same) {
                return start;
            }
        }
        throw new AssertionError("no single insertion or deletion");
    }

    @TempDir Path folder;

    /// bcftools norm keeps an anchor base; trimmed, its answer must be ours.
    @Test
    void agreesWithBcftoolsNorm() throws IOException {
        Bcftools.require();
        RandomGenerator random = Cases.random(11);
        String genome = bases(random, 400, "AC") + bases(random, 400, "ACGT");
        Path fasta = folder.resolve("genome.fa");
        Files.writeString(fasta, ">c\n" + genome + "\n");
        StringBuilder vcf =
                new StringBuilder(
                        """
                        ##fileformat=VCFv4.2
                        ##contig=<ID=c,length=800>
                        #CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO
                        """);
        List<Variant> ours = new ArrayList<>();
        Contig contig = new Contig("c");
        GenomeSequence sequence = sequence(contig, genome);
        VariantNormaliser normaliser = new VariantNormaliser(sequence);
        for (int start = 1; start < 780; start++) {
            String ref = genome.substring(start, start + random.nextInt(1, 6));
            String alt = ref.charAt(0) + bases(random, random.nextInt(0, 6), "AC");
            if (ref.equals(alt)) {
                continue;
            }
            vcf.append("c\t%d\t%d\t%s\t%s\t.\t.\t.\n".formatted(start + 1, ours.size(), ref, alt));
            ours.add(normaliser.normalise(contig, start, ref, alt));
        }
        Path file = folder.resolve("raw.vcf");
        Files.writeString(file, vcf);
        int compared = 0;
        for (String line : Bcftools.run(folder, "norm", "-f", fasta.toString(), file.toString())) {
            if (line.startsWith("#")) {
                continue;
            }
            String[] cells = line.split("\t", -1);
            Variant mine = ours.get(Integer.parseInt(cells[2], 10));
            assertEquals(mine, trimmed(contig, cells));
            compared++;
        }
        assertEquals(ours.size(), compared);
    }

    /// Takes off what REF and ALT share, at the end first, without moving anything.
    private static Variant trimmed(Contig contig, String[] cells) {
        int start = Integer.parseInt(cells[1], 10) - 1;
        String ref = cells[3];
        String alt = cells[4];
        while (!ref.isEmpty()
                && !alt.isEmpty()
                && ref.charAt(ref.length() - 1) == alt.charAt(alt.length() - 1)) {
            ref = ref.substring(0, ref.length() - 1);
            alt = alt.substring(0, alt.length() - 1);
        }
        while (!ref.isEmpty() && !alt.isEmpty() && ref.charAt(0) == alt.charAt(0)) {
            ref = ref.substring(1);
            alt = alt.substring(1);
            start++;
        }
        return new Variant(contig, start, ref, alt);
    }
}
