package org.opengms.region;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The mini genome as an outsider reads it from the written FASTA and bigGenePred, with a genetic
/// code spelled out codon by codon: nothing of the generator is used.
final class WrittenGenome {
    private static final Map<String, String> CODE = new LinkedHashMap<>();

    static {
        code("F", "TTT TTC");
        code("L", "TTA TTG CTT CTC CTA CTG");
        code("I", "ATT ATC ATA");
        code("M", "ATG");
        code("V", "GTT GTC GTA GTG");
        code("S", "TCT TCC TCA TCG AGT AGC");
        code("P", "CCT CCC CCA CCG");
        code("T", "ACT ACC ACA ACG");
        code("A", "GCT GCC GCA GCG");
        code("Y", "TAT TAC");
        code("*", "TAA TAG TGA");
        code("H", "CAT CAC");
        code("Q", "CAA CAG");
        code("N", "AAT AAC");
        code("K", "AAA AAG");
        code("D", "GAT GAC");
        code("E", "GAA GAG");
        code("C", "TGT TGC");
        code("W", "TGG");
        code("R", "CGT CGC CGA CGG AGA AGG");
        code("G", "GGT GGC GGA GGG");
    }

    final Map<String, String> contigs = new LinkedHashMap<>();
    final List<Row> transcripts = new ArrayList<>();

    /// One line of the transcript file.
    record Row(
            String contig,
            String strand,
            int thickStart,
            int thickEnd,
            List<int[]> exons,
            List<Integer> frames,
            String enst,
            String symbol,
            String status) {

        boolean reverse() {
            return strand.equals("-");
        }
    }

    static WrittenGenome read(ReferenceSources sources) throws IOException {
        WrittenGenome genome = new WrittenGenome();
        StringBuilder bases = new StringBuilder();
        String name = "";
        for (String line : Files.readAllLines(sources.fasta())) {
            if (line.startsWith(">")) {
                genome.contigs.computeIfPresent(name, (n, b) -> bases.toString());
                name = line.substring(1).split(" ")[0];
                genome.contigs.put(name, "");
                bases.setLength(0);
            } else {
                bases.append(line);
            }
        }
        genome.contigs.put(name, bases.toString());
        for (String line : Files.readAllLines(sources.transcripts())) {
            String[] cells = line.split("\t", -1);
            int start = Integer.parseInt(cells[1]);
            List<Integer> sizes = numbers(cells[10]);
            List<Integer> starts = numbers(cells[11]);
            List<int[]> exons = new ArrayList<>();
            for (int e = 0; e < sizes.size(); e++) {
                int from = start + starts.get(e);
                exons.add(new int[] {from, from + sizes.get(e)});
            }
            genome.transcripts.add(
                    new Row(
                            cells[0],
                            cells[5],
                            Integer.parseInt(cells[6]),
                            Integer.parseInt(cells[7]),
                            exons,
                            numbers(cells[15]),
                            cells[3],
                            cells[18],
                            cells[24]));
        }
        return genome;
    }

    private static List<Integer> numbers(String list) {
        return Arrays.stream(list.split(",")).map(Integer::valueOf).toList();
    }

    private static void code(String aminoAcid, String codons) {
        for (String codon : codons.split(" ")) {
            CODE.put(codon, aminoAcid);
        }
    }

    String contig(String name) {
        String bases = contigs.get(name);
        if (bases == null) {
            throw new AssertionError("no contig " + name);
        }
        return bases;
    }

    Row transcript(String enst) {
        return transcripts.stream().filter(t -> t.enst().equals(enst)).findFirst().orElseThrow();
    }

    /// The coding sequence after one change of the genome; positions 0-based.
    String codingSequence(Row row, int at, int removed, String inserted) {
        String contig = contig(row.contig());
        StringBuilder forward = new StringBuilder();
        for (int[] exon : row.exons()) {
            for (int p = exon[0]; p < exon[1]; p++) {
                boolean coding = p >= row.thickStart() && p < row.thickEnd();
                if (p == at && coding) {
                    forward.append(inserted);
                }
                if (coding && (p < at || p >= at + removed)) {
                    forward.append(contig.charAt(p));
                }
            }
        }
        return row.reverse() ? reverseComplement(forward.toString()) : forward.toString();
    }

    String codingSequence(Row row) {
        return codingSequence(row, -1, 0, "");
    }

    static String reverseComplement(String bases) {
        StringBuilder reversed = new StringBuilder(bases).reverse();
        for (int i = 0; i < reversed.length(); i++) {
            reversed.setCharAt(i, "TGCA".charAt("ACGT".indexOf(reversed.charAt(i))));
        }
        return reversed.toString();
    }

    /// Translates whole codons, through stops.
    static String translated(String coding) {
        StringBuilder protein = new StringBuilder();
        for (int i = 0; i + 3 <= coding.length(); i += 3) {
            protein.append(CODE.get(coding.substring(i, i + 3)));
        }
        return protein.toString();
    }

    /// Introns in genomic order, each with start (0-based) and end (exclusive).
    static List<int[]> introns(Row row) {
        List<int[]> introns = new ArrayList<>();
        for (int e = 0; e + 1 < row.exons().size(); e++) {
            introns.add(new int[] {row.exons().get(e)[1], row.exons().get(e + 1)[0]});
        }
        return introns;
    }
}
