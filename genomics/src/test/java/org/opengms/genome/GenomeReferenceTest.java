package org.opengms.genome;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.testing.Cases;

class GenomeReferenceTest {
    @TempDir Path folder;

    private Path text(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, content);
        return file;
    }

    private static final String GFF3 =
            """
            ##gff-version 3
            1\tensembl\tgene\t11\t40\t.\t+\t.\tID=gene:ENSG00000000001;Name=TINY;description=made up [Source:HGNC Symbol%3BAcc:HGNC:99999];gene_id=ENSG00000000001;version=3
            1\tensembl\tmRNA\t11\t40\t.\t+\t.\tID=transcript:ENST00000000001;Parent=gene:ENSG00000000001;transcript_id=ENST00000000001;version=2;tag=basic,MANE_Select
            1\tensembl\texon\t11\t20\t.\t+\t.\tParent=transcript:ENST00000000001
            1\tensembl\texon\t26\t40\t.\t+\t.\tParent=transcript:ENST00000000001
            1\tensembl\tCDS\t15\t20\t.\t+\t0\tParent=transcript:ENST00000000001;protein_id=ENSP00000000001
            1\tensembl\tCDS\t26\t37\t.\t+\t0\tParent=transcript:ENST00000000001;protein_id=ENSP00000000001
            """;

    private GenomeReference build(String fasta, String transcripts, String dir) throws IOException {
        return GenomeReference.build(
                new GenomeSources(text("g.fa", fasta), text("t", transcripts), null),
                folder.resolve(dir),
                BuildProgress.silent());
    }

    @Nested
    class Sequence {
        /// Any text of bases comes back as it went in, whatever the line width and compression.
        @Test
        void comesBackAsItWentIn() {
            Cases.check(
                    40,
                    random -> {
                        StringBuilder genome = new StringBuilder();
                        while (genome.length() < 300) {
                            String alphabet = random.nextInt(3) == 0 ? "N" : "ACGTacgtRYn";
                            for (int i = random.nextInt(1, 30); i > 0; i--) {
                                genome.append(alphabet.charAt(random.nextInt(alphabet.length())));
                            }
                        }
                        int width = random.nextInt(1, 80);
                        StringBuilder fasta = new StringBuilder(">chr1 words\r\n");
                        for (int at = 0; at < genome.length(); at += width) {
                            fasta.append(genome, at, Math.min(genome.length(), at + width))
                                    .append(random.nextBoolean() ? "\r\n" : "\n");
                        }
                        fasta.append(">chr2\nACGT");
                        Path file = folder.resolve("random.fa.gz");
                        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
                            out.write(fasta.toString().getBytes(StandardCharsets.US_ASCII));
                        }
                        try (GenomeReference reference =
                                GenomeReference.build(
                                        new GenomeSources(file, text("t", GFF3), null),
                                        folder.resolve("random"),
                                        BuildProgress.silent())) {
                            GenomeSequence sequence = reference.sequence();
                            String expected = genome.toString().toUpperCase(java.util.Locale.ROOT);
                            Contig chr1 = Contig.of("1");
                            assertEquals(expected, sequence.bases(chr1, 0, expected.length()));
                            int from = random.nextInt(expected.length());
                            int to = random.nextInt(from, expected.length() + 1);
                            assertEquals(
                                    expected.substring(from, to), sequence.bases(chr1, from, to));
                            assertEquals(
                                    expected.substring(from, to).indexOf('N') < 0,
                                    sequence.isKnown(chr1, from, to));
                            assertEquals(expected.charAt(from), sequence.base(chr1, from));
                            assertEquals("ACGT", sequence.bases(Contig.of("2"), 0, 4));
                            assertEquals("GTNN", sequence.bases(Contig.of("2"), 2, 6));
                            assertEquals("NN", sequence.bases(Contig.of("3"), 0, 2));
                        }
                    });
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "''|holds no sequence",
                    "ACGT|does not begin with '>'",
                    ">chr1~AC!T|is no base",
                    ">chr1~ACGT~>1~ACGT|comes twice",
                    ">chr1|ends in a name line",
                    "> ~ACGT|has no name",
                })
        void isRefusedWhereItIsNoFasta(String fasta, String reason) throws IOException {
            Path dir = folder.resolve("refused");
            ReferenceException e =
                    assertThrows(
                            ReferenceException.class,
                            () -> build(fasta.replace('~', '\n'), GFF3, "refused"));
            assertEquals(ReferenceException.Kind.BAD_FASTA, e.kind());
            assertTrue(e.getMessage().contains(reason), e.getMessage());
            try (Stream<Path> left = Files.list(dir)) {
                assertEquals(List.of(), left.toList(), "nothing half-written remains");
            }
        }
    }

    @Nested
    class Transcripts {
        @Test
        void ofEnsemblGff3() throws IOException {
            try (GenomeReference reference = build(">1\n" + TinyGenome.CHR1, GFF3, "e")) {
                Transcript t = reference.transcripts().find("ENST00000000001").orElseThrow();
                assertEquals("ENST00000000001.2", t.id());
                assertEquals(Transcript.Preference.MANE_SELECT, t.preference());
                assertEquals(new GeneId("HGNC:99999"), t.gene().id());
                assertEquals(14, t.codingStartZeroBased());
                assertEquals(37, t.codingEndExclusive());
                assertEquals(18, t.codingLength());
                assertEquals(2, t.exonCount());
                assertEquals("ENSP00000000001", t.proteinId());
            }
        }

        @Test
        void ofRefSeqGff3WithMitochondrialGene() throws IOException {
            String gff =
                    """
                    ##gff-version 3
                    NC_012920.1\tRefSeq\tgene\t3\t14\t.\t+\t.\tID=gene-ND1;Dbxref=GeneID:4535,HGNC:HGNC:7455,MIM:516000;Name=MT-ND1;gene=ND1
                    NC_012920.1\tRefSeq\tCDS\t3\t13\t.\t+\t0\tID=cds-YP_1;Parent=gene-ND1;Dbxref=GeneID:4535;protein_id=YP_003024026.1
                    NC_012920.1\tRefSeq\tgene\t20\t30\t.\t-\t.\tID=gene-X;Dbxref=GeneID:77;Name=X
                    NC_012920.1\tRefSeq\ttranscript\t20\t30\t.\t-\t.\tID=rna-NR_1.2;Parent=gene-X;transcript_id=NR_1.2
                    NC_012920.1\tRefSeq\texon\t20\t30\t.\t-\t.\tID=exon-1;Parent=rna-NR_1.2
                    """;
            // ATA TGA GTC T(AA): Met Trp Val and a stop completed by polyadenylation
            String fasta = ">NC_012920.1\nGG" + "ATATGAGTCTA" + "C".repeat(30);
            try (GenomeReference reference = build(fasta, gff, "m")) {
                Transcript t = reference.transcripts().of(new GeneId("HGNC:7455")).getFirst();
                assertEquals(Contig.MITOCHONDRION, t.contig());
                assertEquals("YP_003024026.1", t.proteinId());
                assertEquals("MWV*", new SplicedSequences(reference.sequence()).of(t).protein());
                Transcript noncoding = reference.transcripts().find("NR_1").orElseThrow();
                assertFalse(noncoding.isCoding());
                assertEquals(Strand.REVERSE, noncoding.strand());
                assertEquals(new GeneId("NCBIGene:77"), noncoding.gene().id());
            }
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "''|is empty",
                    "chr1 5 6|neither GFF3",
                    "##gff-version 3~1 x exon 1 2|5 columns",
                    "##gff-version 3~1 x exon a 2 . + . Parent=t|not a whole number",
                    "##gff-version 3~1 x exon 9 2 . + . Parent=t|no interval",
                    "##gff-version 3|no transcript",
                })
        void areRefusedWhereTheyAreNone(String transcripts, String reason) {
            ReferenceException e =
                    assertThrows(
                            ReferenceException.class,
                            () ->
                                    build(
                                            ">1\nACGT",
                                            transcripts.replace(' ', '\t').replace('~', '\n'),
                                            "bad"));
            assertEquals(ReferenceException.Kind.BAD_TRANSCRIPTS, e.kind());
            assertTrue(e.getMessage().contains(reason), e.getMessage());
        }

        @Test
        void beyondTheSequenceAreRefused() {
            ReferenceException e =
                    assertThrows(ReferenceException.class, () -> build(">1\nACGT", GFF3, "b"));
            assertEquals(ReferenceException.Kind.SOURCES_DISAGREE, e.kind());
        }
    }

    @Nested
    class Genes {
        private static final String HGNC =
                """
                hgnc_id\tsymbol\tstatus\tprev_symbol\talias_symbol\tentrez_id\tensembl_gene_id
                HGNC:1\tNEWNAME\tApproved\t"OLDNAME|OLDER"\tALIAS\t999999\tENSG00000000001
                HGNC:2\tTINY\tApproved\t\t\t5\tENSG00000000777
                HGNC:3\tGONE\tEntry Withdrawn\t\t\t\t
                """;

        @Test
        void areJoinedByIdNotBySymbol() throws IOException {
            Path hgnc = text("hgnc.tsv", HGNC);
            Path dir = folder.resolve("tiny");
            TinyGenome.build(dir).close();
            try (GenomeReference reference =
                    GenomeReference.build(
                            new GenomeSources(
                                    dir.resolve("tiny.fa"), dir.resolve("tiny.tsv"), hgnc),
                            folder.resolve("joined"),
                            BuildProgress.silent())) {
                GeneCatalogue genes = reference.genes();
                Gene gene = reference.transcripts().find("NM_999999").orElseThrow().gene();
                assertEquals("HGNC:1", gene.id().value(), "the transcript file calls it TINY");
                assertEquals("NEWNAME", gene.symbol());
                assertEquals(gene, genes.resolve("NCBIGene:999999").orElseThrow());
                assertEquals(gene, genes.resolve("ENSG00000000001.7").orElseThrow());
                assertEquals(gene, genes.resolve("HGNC:1").orElseThrow());
                assertEquals(List.of(gene), genes.findByAnySymbol("OldName"));
                assertEquals("HGNC:2", genes.findBySymbol("TINY").orElseThrow().id().value());
                assertEquals(2, genes.all().size());
                assertTrue(genes.resolve("OMIM:1").isEmpty());
            }
        }

        @Test
        void withoutHgncSetAreKnownByNcbiId() throws IOException {
            try (GenomeReference reference = TinyGenome.build(folder.resolve("plain"))) {
                assertEquals(
                        "NCBIGene:999999",
                        reference.genes().findBySymbol("tiny").orElseThrow().id().value());
            }
        }
    }

    @Nested
    class BundleFiles {
        private Path bundle() throws IOException {
            TinyGenome.build(folder.resolve("x")).close();
            return folder.resolve("x/bundle");
        }

        private static Path ending(Path dir, String ending) throws IOException {
            try (Stream<Path> files = Files.list(dir)) {
                return files.filter(f -> f.toString().endsWith(ending)).findFirst().orElseThrow();
            }
        }

        private static ReferenceException refusal(Path dir) {
            return assertThrows(ReferenceException.class, () -> GenomeReference.open(dir));
        }

        @Test
        void recordTheirSources() throws IOException {
            try (GenomeReference reference = GenomeReference.open(bundle())) {
                SourceFile fasta = reference.sources().getFirst();
                assertEquals("tiny.fa", fasta.name());
                assertEquals(Files.size(folder.resolve("x/tiny.fa")), fasta.bytes());
                assertEquals(64, fasta.sha256().length());
                assertTrue(reference.assembly().isEmpty());
            }
        }

        @Test
        void areTheSameBytesForTheSameSources() throws IOException {
            Path first = bundle();
            TinyGenome.build(folder.resolve("y")).close();
            assertEquals(contents(first), contents(folder.resolve("y/bundle")));
        }

        private static Map<String, Integer> contents(Path dir) throws IOException {
            Map<String, Integer> contents = new TreeMap<>();
            try (Stream<Path> files = Files.list(dir)) {
                for (Path file : files.toList()) {
                    contents.put(
                            String.valueOf(file.getFileName()),
                            Arrays.hashCode(Files.readAllBytes(file)));
                }
            }
            return contents;
        }

        @Test
        void ofAnOlderBundleAreReplaced() throws IOException {
            Path dir = bundle();
            Files.writeString(folder.resolve("x/tiny.fa"), ">chr1\n" + "ACGTA".repeat(10) + "\n");
            GenomeReference.build(
                            new GenomeSources(
                                    folder.resolve("x/tiny.fa"),
                                    folder.resolve("x/tiny.tsv"),
                                    null),
                            dir,
                            BuildProgress.silent())
                    .close();
            assertEquals(3, contents(dir).size());
        }

        @Test
        void mustBeThere() throws IOException {
            Path empty = Files.createDirectory(folder.resolve("empty"));
            assertEquals(ReferenceException.Kind.NO_BUNDLE, refusal(empty).kind());
            Path dir = bundle();
            Files.delete(ending(dir, ".sequence"));
            assertEquals(ReferenceException.Kind.DAMAGED_BUNDLE, refusal(dir).kind());
        }

        @Test
        void mustBeWholeAndUnchanged() throws IOException {
            for (String ending : List.of(".sequence", ".annotation", ".manifest")) {
                Path dir = bundle();
                Path file = ending(dir, ending);
                byte[] good = Files.readAllBytes(file);
                byte[] changed = good.clone();
                changed[changed.length / 2] ^= 4;
                Files.write(file, changed);
                assertEquals(ReferenceException.Kind.DAMAGED_BUNDLE, refusal(dir).kind(), ending);
                Files.write(file, Arrays.copyOf(good, good.length - 1));
                assertEquals(ReferenceException.Kind.DAMAGED_BUNDLE, refusal(dir).kind(), ending);
            }
        }

        @Test
        void mustBeOfThisFormatVersion() throws IOException {
            Path dir = bundle();
            Path manifest = dir.resolve("genome.manifest");
            Files.writeString(
                    manifest, Files.readString(manifest).replace("GENOME\t1", "GENOME\t2"));
            assertEquals(ReferenceException.Kind.FORMAT_VERSION, refusal(dir).kind());
            Files.writeString(manifest, "something else\n");
            assertEquals(ReferenceException.Kind.DAMAGED_BUNDLE, refusal(dir).kind());
        }
    }
}
