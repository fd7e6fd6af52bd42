package org.opengms.genome;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.opengms.testing.RealData;
import org.opengms.testing.SharedData;

/// HGVS names against those published for 3,037 variants of patients (phenopacket-store, GRCh38).
@RealData
class PublishedNamesTest {
    private record Published(
            Contig contig, int pos, String ref, String alt, String c, String p, String g) {
        boolean isSnv() {
            return ref.length() == 1 && alt.length() == 1;
        }

        String accession() {
            return GeneCatalogue.withoutVersion(c.substring(0, c.indexOf(':')).strip());
        }

        String description() {
            return c.substring(c.indexOf(':') + 1);
        }
    }

    private static List<Published> published() throws IOException {
        List<Published> rows = new ArrayList<>();
        for (String line :
                Files.readAllLines(SharedData.file("split/phenopacket-variants-dev.grch38.tsv"))) {
            String[] cells = line.split("\t", -1);
            if (!cells[0].equals("chrom")) {
                rows.add(
                        new Published(
                                Contig.of(cells[0]),
                                Integer.parseInt(cells[1], 10),
                                cells[2],
                                cells[3],
                                cells[6],
                                cells[7],
                                cells[8]));
            }
        }
        return rows;
    }

    private static Optional<TranscriptConsequence> onItsTranscript(
            GenomeReference reference, Published row) {
        if (row.c().indexOf(':') < 0) {
            return Optional.empty();
        }
        Variant variant =
                new VariantNormaliser(reference.sequence())
                        .normalise(row.contig(), row.pos() - 1, row.ref(), row.alt());
        return new VariantAnnotator(reference)
                .annotate(variant).stream()
                        .filter(c ->
                                c.transcript()
                                        .map(Transcript::refSeqId)
                                        .map(GeneCatalogue::withoutVersion)
                                        .filter(row.accession()::equals)
                                        .isPresent())
                        .findFirst();
    }

    private static String afterColon(Optional<String> name) {
        return name.map(n -> n.substring(n.indexOf(':') + 1)).orElse("none");
    }

    /// Single-base changes need no sequence, so all can be named. The six that differ are blanks in
    /// the published text, and one published base that is not that of the genome.
    @Test
    void namesSingleBaseChangesAsPublished() throws IOException {
        int compared = 0;
        TreeSet<String> different = new TreeSet<>();
        for (Published row : published()) {
            Optional<TranscriptConsequence> ours =
                    row.isSnv() ? onItsTranscript(RealReference.REFERENCE, row) : Optional.empty();
            if (ours.isPresent()) {
                compared++;
                String name = afterColon(ours.get().hgvsC());
                if (!name.equals(row.description())) {
                    different.add(row.description() + " here " + name);
                }
            }
        }
        assertEquals(2_199, compared);
        assertEquals(
                new TreeSet<>(
                        List.of(
                                "c.3748+1C>A here c.3748+1G>A",
                                "c.1492 C>T here c.1492C>T",
                                "c.1138 G>T here c.1138G>T",
                                "c.631C > T here c.631C>T",
                                "c.1057 C>T here c.1057C>T",
                                "c.40G >T here c.40G>T")),
                different);
    }

    /// Where the sequence is known, the protein must be as published. The one that differs is
    /// reviewed below.
    @Test
    void namesProteinsAsPublishedInTheWindows() throws IOException {
        int compared = 0;
        TreeSet<String> different = new TreeSet<>();
        for (Published row : published()) {
            Optional<TranscriptConsequence> ours = onItsTranscript(RealReference.REFERENCE, row);
            if (ours.isEmpty() || row.p().indexOf(':') < 0) {
                continue;
            }
            Optional<String> name = ours.get().hgvsP();
            if (name.isPresent()) {
                compared++;
                String expected = row.p().substring(row.p().indexOf(':') + 1);
                if (!expected.equals(afterColon(name))) {
                    different.add(row.c() + " " + expected + " here " + afterColon(name));
                }
            }
        }
        System.out.println("p. names compared: " + compared + ", different: " + different);
        assertEquals(37, compared);
        // The start codon is deleted: p.? and p.(Met1?) say the same.
        assertEquals(
                new TreeSet<>(List.of("NM_004593.3:c.-11_12del p.? here p.(Met1?)")), different);
    }

    /// Insertions and deletions lie outside the windows, but the pair of the left-aligned VCF
    /// record and the published genomic name, shifted to the right, gives away the repeat they lie
    /// in. A sequence rebuilt from such pairs lets the shift on the transcript be checked on either
    /// strand.
    @Test
    void shiftsInsertionsAndDeletionsAsPublished() throws IOException {
        Pattern genomic = Pattern.compile("g\\.(\\d+)(?:_(\\d+))?(del|dup)[ACGT]*");
        int compared = 0;
        int equal = 0;
        Map<String, Integer> reasons = new TreeMap<>();
        List<String> unexplained = new ArrayList<>();
        for (Published row : published()) {
            Matcher g = genomic.matcher(row.g().substring(row.g().indexOf(':') + 1));
            if (row.isSnv() || !g.matches()) {
                continue;
            }
            boolean deletion = g.group(3).equals("del");
            Variant variant =
                    new VariantNormaliser(RealReference.REFERENCE.sequence())
                            .normalise(row.contig(), row.pos() - 1, row.ref(), row.alt());
            if (deletion ? !variant.isDeletion() : !variant.isInsertion()) {
                continue;
            }
            String unit = deletion ? variant.ref() : variant.alt();
            int last = Integer.parseInt(g.group(2) == null ? g.group(1) : g.group(2), 10);
            // Repeat from the first base of the left-aligned variant to the last of the shifted
            // one.
            int length = last - variant.startZeroBased();
            if (length < unit.length() || length > 2_000) {
                continue;
            }
            StringBuilder repeat = new StringBuilder();
            for (int i = 0; i < length; i++) {
                repeat.append(unit.charAt(i % unit.length()));
            }
            Optional<TranscriptConsequence> ours =
                    onItsTranscript(
                            rebuilt(row.contig(), variant.startZeroBased(), repeat.toString()),
                            row);
            if (ours.isEmpty()) {
                continue;
            }
            compared++;
            String name = afterColon(ours.get().hgvsC());
            String expected = row.description().strip();
            String bare = expected.replaceFirst("(del|dup)[ACGT]+$", "$1");
            if (name.equals(bare)) {
                equal++;
            } else if (bare.matches("c\\.[-*]?\\d+\\+\\d+(_\\S+)?(del|dup)")
                    && !name.contains("+")) {
                reasons.merge("kept in the exon here, shifted out there", 1, Integer::sum);
            } else if (bare.matches("c\\.\\d+-\\d+_\\d+del") && name.endsWith("-1del")) {
                reasons.merge("kept in the intron here, shifted out there", 1, Integer::sum);
            } else if (bare.contains("ins") && name.endsWith("dup")) {
                reasons.merge("published as ins, is dup", 1, Integer::sum);
            } else if (Arrays.compare(numbers(bare), numbers(name)) < 0) {
                reasons.merge("published without the shift 3'", 1, Integer::sum);
            } else {
                unexplained.add(expected + " here " + name + " " + row.g());
            }
        }
        System.out.println(
                "Insertions and deletions: "
                        + equal
                        + " of "
                        + compared
                        + " equal; "
                        + reasons
                        + "; others "
                        + unexplained);
        assertEquals(List.of(), unexplained);
        assertTrue(compared > 700, "compared " + compared);
        assertTrue(equal >= 674, equal + " of " + compared);
    }

    private static int[] numbers(String description) {
        return Pattern.compile("\\d+")
                .matcher(description)
                .results()
                .mapToInt(m -> Integer.parseInt(m.group(), 10))
                .toArray();
    }

    /// The real transcripts over a sequence that is unknown but for one stretch.
    @SuppressWarnings("MustBeClosedChecker") // an automatic arena is closed by the collector
    private static GenomeReference rebuilt(Contig contig, int start, String bases) {
        byte[] packed = new byte[(bases.length() + 3) / 4];
        for (int i = 0; i < bases.length(); i++) {
            packed[i / 4] |= (byte) ("ACGT".indexOf(bases.charAt(i)) << (i % 4 * 2));
        }
        GenomeSequence sequence =
                new GenomeSequence(
                        MemorySegment.ofArray(packed),
                        List.of(
                                new GenomeSequence.ContigSequence(
                                        contig,
                                        Integer.MAX_VALUE,
                                        new int[] {start},
                                        new int[] {start + bases.length()},
                                        new long[] {0},
                                        new int[0],
                                        new byte[0])));
        return new GenomeReference(
                Arena.ofAuto(),
                Assembly.GRCH38,
                List.of(),
                List.of(),
                sequence,
                RealReference.REFERENCE.transcripts(),
                RealReference.REFERENCE.genes());
    }

    @Test
    void translatesEveryCodingSequenceOfTheWindows() {
        List<Transcript> transcripts = RealReference.transcriptsInWindows();
        assertEquals(182, transcripts.size());
        SplicedSequences spliced = new SplicedSequences(RealReference.REFERENCE.sequence());
        List<String> wrong = new ArrayList<>();
        for (Transcript t : transcripts) {
            byte[] bases = spliced.of(t).bases();
            String protein = spliced.of(t).protein();
            String start =
                    new String(
                            bases, t.codingStart(), 3, java.nio.charset.StandardCharsets.US_ASCII);
            if (!start.equals("ATG")
                    || t.codingLength() % 3 != 0
                    || protein.indexOf('*') != protein.length() - 1
                    || protein.indexOf('X') >= 0) {
                wrong.add(t.id());
            }
        }
        assertEquals(List.of(), wrong);
    }
}
