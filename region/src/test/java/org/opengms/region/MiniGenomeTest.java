package org.opengms.region;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import htsjdk.samtools.reference.FastaSequenceFile;
import htsjdk.samtools.reference.ReferenceSequence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MiniGenomeTest {
    private static ReferenceSources sources;
    private static WrittenGenome genome;

    @BeforeAll
    static void write(@TempDir Path folder) throws IOException {
        sources = SyntheticRegion.of(11).writeReferenceSources(folder);
        genome = WrittenGenome.read(sources);
        try (FastaSequenceFile fasta = new FastaSequenceFile(sources.fasta(), true)) {
            for (ReferenceSequence next = fasta.nextSequence();
                    next != null;
                    next = fasta.nextSequence()) {
                assertEquals(genome.contig(next.getName()), next.getBaseString());
            }
        }
    }

    @Test
    void hasFourContigsUnderThreeMegabasesWithHumanShareOfGAndC() {
        assertEquals(List.of("chr1", "chr2", "chr3", "chrX"), List.copyOf(genome.contigs.keySet()));
        String all = String.join("", genome.contigs.values());
        assertTrue(all.length() < 3_000_000);
        assertTrue(Pattern.matches("[ACGT]+", all));
        double gc = (double) all.chars().filter(b -> b == 'G' || b == 'C').count() / all.length();
        assertEquals(0.41, gc, 0.01);
    }

    @Test
    void fastaLinesHaveSixtyBases() throws IOException {
        List<String> lines = Files.readAllLines(sources.fasta());
        assertEquals(
                Set.of(60),
                lines.subList(1, 9_000).stream().map(String::length).collect(Collectors.toSet()));
        assertTrue(lines.stream().noneMatch(l -> !l.startsWith(">") && l.length() > 60));
    }

    @Test
    void everyCodingSequenceRunsFromStartToStop() {
        for (WrittenGenome.Row row : genome.transcripts) {
            String coding = genome.codingSequence(row);
            assertEquals(0, coding.length() % 3, row.enst());
            assertTrue(coding.startsWith("ATG"), row.enst());
            String protein = WrittenGenome.translated(coding);
            assertEquals(protein.length() - 1, protein.indexOf('*'), row.enst());
        }
    }

    @Test
    void everyIntronRunsFromGtToAg() {
        int introns = 0;
        for (WrittenGenome.Row row : genome.transcripts) {
            for (int[] intron : WrittenGenome.introns(row)) {
                String bases = genome.contig(row.contig()).substring(intron[0], intron[1]);
                String read = row.reverse() ? WrittenGenome.reverseComplement(bases) : bases;
                assertTrue(read.startsWith("GT") && read.endsWith("AG"), row.enst());
                introns++;
            }
        }
        assertTrue(introns > 150, "introns: " + introns);
    }

    @Test
    void framesCountTheCodingBasesBeforeEachExon() {
        for (WrittenGenome.Row row : genome.transcripts) {
            int before = 0;
            for (int i = 0; i < row.exons().size(); i++) {
                int e = row.reverse() ? row.exons().size() - 1 - i : i;
                int[] exon = row.exons().get(e);
                int coding =
                        Math.min(exon[1], row.thickEnd()) - Math.max(exon[0], row.thickStart());
                assertEquals(coding > 0 ? before % 3 : -1, row.frames().get(e), row.enst());
                before += Math.max(0, coding);
            }
        }
    }

    @Test
    void genesLieApartOnBothStrandsWithOneSelectTranscriptEach() {
        Map<String, Integer> lastEnd = new HashMap<>();
        Set<String> strands = new HashSet<>();
        Set<String> symbols = new HashSet<>();
        for (WrittenGenome.Row row : genome.transcripts) {
            strands.add(row.strand());
            if (row.status().equals("MANE Select")) {
                assertTrue(symbols.add(row.symbol()), "two Select transcripts of " + row.symbol());
                int start = row.exons().getFirst()[0];
                assertTrue(start >= lastEnd.getOrDefault(row.contig(), 0) + 2_000);
                lastEnd.put(row.contig(), row.exons().getLast()[1]);
                assertTrue(row.thickStart() > start, "no untranslated region: " + row.enst());
                assertTrue(row.thickEnd() < row.exons().getLast()[1]);
            }
        }
        assertEquals(40, symbols.size());
        assertEquals(Set.of("+", "-"), strands);
    }

    @Test
    void hasAllTheFeaturesThatInterpretationDependsOn() {
        assertTrue(genome.transcripts.stream().anyMatch(t -> t.exons().size() == 1));
        assertTrue(genome.transcripts.stream().anyMatch(t -> t.exons().size() >= 10));
        assertTrue(genome.transcripts.stream().filter(t -> t.contig().equals("chrX")).count() >= 2);
        List<WrittenGenome.Row> others =
                genome.transcripts.stream()
                        .filter(t -> t.status().equals("MANE Plus Clinical"))
                        .toList();
        assertFalse(others.isEmpty());
        for (WrittenGenome.Row other : others) {
            WrittenGenome.Row select =
                    genome.transcripts.stream()
                            .filter(t -> t.symbol().equals(other.symbol()))
                            .findFirst()
                            .orElseThrow();
            assertEquals(select.exons().size() - 1, other.exons().size());
        }
    }

    @Test
    void identifiersAgreeBetweenTheFilesAndLieInInventedRanges() throws IOException {
        List<String> hgnc = Files.readAllLines(sources.hgnc());
        List<String> header = List.of(hgnc.getFirst().split("\t"));
        assertEquals(54, header.size());
        Map<String, String[]> bySymbol = new HashMap<>();
        for (String line : hgnc.subList(1, hgnc.size())) {
            String[] cells = line.split("\t", -1);
            assertEquals(54, cells.length);
            assertTrue(cells[0].matches("HGNC:99000\\d\\d"), cells[0]);
            assertEquals("Approved", cells[header.indexOf("status")]);
            bySymbol.put(cells[1], cells);
        }
        assertEquals(40, bySymbol.size());
        for (String line : Files.readAllLines(sources.transcripts())) {
            String[] cells = line.split("\t", -1);
            assertEquals(25, cells.length);
            String[] gene = bySymbol.get(cells[18]);
            assertTrue(gene != null, cells[18]);
            assertEquals("GeneID:" + gene[header.indexOf("entrez_id")], cells[22]);
            assertEquals(gene[header.indexOf("ensembl_gene_id")] + ".1", cells[17]);
            assertTrue(cells[3].matches("ENST999900000\\d\\d\\.1"), cells[3]);
            assertTrue(cells[21].matches("NM_9900000\\d\\d\\.1"), cells[21]);
            if (cells[24].equals("MANE Select")) {
                assertEquals(
                        '"' + cells[3] + "|" + cells[21] + '"',
                        gene[header.indexOf("mane_select")]);
            }
        }
    }
}
