package org.opengms.genome;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import htsjdk.samtools.util.BlockCompressedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Reading VCFs against a made-up genome: `chr1` has 40 known bases, then 10 unknown ones.
class VcfReaderTest {
    private static final String HEADER =
            "##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tS\n";

    @TempDir static Path folder;
    private static GenomeReference reference;

    @BeforeAll
    static void buildReference() throws IOException {
        reference = TinyGenome.build(folder.resolve("reference"));
    }

    private static Path file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    private static List<VariantCall> calls(String records) throws IOException {
        List<VariantCall> calls = new ArrayList<>();
        new VcfReader(reference)
                .read(file("calls.vcf", HEADER + records), SampleChoice.only(), calls::add);
        return calls;
    }

    private static VcfSummary summary(String records) throws IOException {
        return new VcfReader(reference)
                .read(file("summary.vcf", HEADER + records), SampleChoice.only(), _ -> {});
    }

    private static VcfException refusal(Path file, SampleChoice sample) {
        return assertThrows(
                VcfException.class, () -> new VcfReader(reference).read(file, sample, _ -> {}));
    }

    private static String record(String... cells) {
        return String.join("\t", cells) + "\n";
    }

    @Nested
    class Genotypes {
        @ParameterizedTest
        @CsvSource({
            "0/1, HETEROZYGOUS",
            "1|0, HETEROZYGOUS",
            "1/1, HOMOZYGOUS",
            "1, HEMIZYGOUS",
            "./1, HETEROZYGOUS",
            "|0|1, HETEROZYGOUS",
            "0/0/1, HETEROZYGOUS",
        })
        void becomeZygosity(String genotype, Zygosity zygosity) throws IOException {
            List<VariantCall> calls =
                    calls(record("chr1", "3", ".", "G", "T", ".", "PASS", ".", "GT", genotype));
            assertEquals(1, calls.size());
            assertEquals(zygosity, calls.getFirst().zygosity());
        }

        @Test
        void withoutAlternateAlleleAreCountedNotCalled() throws IOException {
            VcfSummary summary =
                    summary(
                            record("chr1", "3", ".", "G", "T", ".", ".", ".", "GT", "0/0")
                                    + record("chr1", "3", ".", "G", "T", ".", ".", ".", "GT", "./.")
                                    + record("chr1", "3", ".", "G", "T", ".", ".", ".", "GT", ".")
                                    + record("chr1", "3", ".", "G", "T", ".", ".", ".", "GT", "0/.")
                                    + record("chr1", "3", ".", "G", "T", ".", ".", ".", "DP", "9"));
            assertEquals(5, summary.records());
            assertEquals(0, summary.calls());
            assertEquals(2, summary.homozygousReferenceRecords());
            assertEquals(3, summary.noCallRecords());
            assertEquals(1, summary.partialGenotypeRecords());
        }

        @Test
        void carryDepthAndQuality() throws IOException {
            VariantCall call =
                    calls(
                                    record(
                                            "chr1",
                                            "3",
                                            ".",
                                            "G",
                                            "T",
                                            ".",
                                            "q10;s50",
                                            ".",
                                            "GT:AD:DP:GQ",
                                            "0/1:3,4:7:55"))
                            .getFirst();
            assertEquals(7, call.depth());
            assertEquals(55, call.genotypeQuality());
            assertEquals("q10;s50", call.filter());
            assertFalse(call.passesFilters());
        }
    }

    @Nested
    class Alleles {
        @Test
        void ofOneRecordAreSplit() throws IOException {
            List<VariantCall> calls =
                    calls(record("1", "3", ".", "G", "T,GA", ".", "PASS", ".", "GT", "1/2"));
            assertEquals(
                    List.of("chr1:2:G:T", "chr1:3::A"),
                    calls.stream().map(c -> c.variant().spdi()).toList());
            assertTrue(calls.stream().allMatch(c -> c.zygosity() == Zygosity.HETEROZYGOUS));
        }

        @Test
        void inLowerCaseAreReadAsUpperCase() throws IOException {
            VariantCall call =
                    calls(record("chr1", "3", ".", "g", "t", ".", "PASS", ".", "GT", "0/1"))
                            .getFirst();
            assertEquals("chr1:2:G:T", call.variant().spdi());
            assertEquals("g", call.vcfRef());
        }

        @Test
        void thatAreNotInterpretedAreCounted() throws IOException {
            VcfSummary summary =
                    summary(
                            record("chr1", "3", ".", "G", "<DEL>", ".", ".", "END=9", "GT", "0/1")
                                    + record("chr1", "3", ".", "G", "*", ".", ".", ".", "GT", "0/1")
                                    + record(
                                            "chr1",
                                            "3",
                                            ".",
                                            "G",
                                            "G[chr1:9[",
                                            ".",
                                            ".",
                                            ".",
                                            "GT",
                                            "0/1")
                                    + record(
                                            "chr1",
                                            "3",
                                            ".",
                                            "G",
                                            "<NON_REF>",
                                            ".",
                                            ".",
                                            "END=8",
                                            "GT",
                                            "0/0")
                                    + record("chr1", "3", ".", "G", "N", ".", ".", ".", "GT", "0/1")
                                    + record(
                                            "chr1",
                                            "3",
                                            ".",
                                            "G",
                                            "T,<NON_REF>",
                                            ".",
                                            ".",
                                            ".",
                                            "GT",
                                            "0/1"));
            assertEquals(1, summary.symbolicAlleles());
            assertEquals(1, summary.spanningDeletionAlleles());
            assertEquals(1, summary.breakendAlleles());
            assertEquals(1, summary.ambiguousAlleles());
            assertEquals(1, summary.referenceBlockRecords());
            assertEquals(1, summary.calls());
            assertEquals(4, summary.notInterpreted());
        }

        @Test
        void onUnknownSequenceAreCarriedUnverified() throws IOException {
            VariantCall call =
                    calls(record("chr1", "45", ".", "A", "C", ".", "PASS", ".", "GT", "0/1"))
                            .getFirst();
            assertEquals(ReferenceCheck.UNVERIFIED, call.referenceCheck());
        }

        @Test
        void onKnownSequenceAreVerified() throws IOException {
            VariantCall call =
                    calls(record("chr1", "3", ".", "G", "C", ".", "PASS", ".", "GT", "0/1"))
                            .getFirst();
            assertEquals(ReferenceCheck.VERIFIED, call.referenceCheck());
        }
    }

    @Nested
    class RecordsOnContigsTheReferenceLacks {
        @Test
        void areCounted() throws IOException {
            VcfSummary summary =
                    summary(
                            record("HLA-A*01:01", "3", ".", "G", "T", ".", ".", ".", "GT", "0/1")
                                    + record(
                                            "chr1", "3", ".", "G", "T", ".", ".", ".", "GT",
                                            "0/1"));
            assertEquals(1, summary.unknownContigRecords());
            assertEquals("{HLA-A*01:01=1}", summary.unknownContigs().toString());
            assertEquals(1, summary.calls());
        }

        @Test
        void areRefusedIfThereAreNoOthers() throws IOException {
            VcfException e =
                    refusal(
                            file(
                                    "unknown.vcf",
                                    HEADER
                                            + record(
                                                    "chr7", "3", ".", "G", "T", ".", ".", ".", "GT",
                                                    "0/1")),
                            SampleChoice.only());
            assertEquals(VcfException.Kind.UNKNOWN_CONTIGS, e.kind());
        }
    }

    /// One bad line each; the error names the third line of the file and the column.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "chr1 x . G T . . . GT 0/1|BAD_POS|POS",
                "chr1 -3 . G T . . . GT 0/1|BAD_POS|POS",
                "chr1 0 . G T . . . GT 0/1|BAD_POS|POS",
                "chr1 51 . G T . . . GT 0/1|BAD_POS|POS",
                "chr1 99999999999 . G T . . . GT 0/1|BAD_POS|POS",
                "chr1 3 . X T . . . GT 0/1|BAD_REF|REF",
                "chr1 3 . <G> T . . . GT 0/1|BAD_REF|REF",
                "chr1 3 . G T, . . . GT 0/1|BAD_ALT|ALT",
                "chr1 3 . G T! . . . GT 0/1|BAD_ALT|ALT",
                "chr1 3 . G <DEL . . . GT 0/1|BAD_ALT|ALT",
                "chr1 3 . G G . . . GT 0/1|BAD_ALT|ALT",
                "chr1 3 . G G[chr1[ . . . GT 0/1|BAD_ALT|ALT",
                "chr1 3 . G T . . . GT 0/2|BAD_GENOTYPE|GT",
                "chr1 3 . G T . . . GT 0/|BAD_GENOTYPE|GT",
                "chr1 3 . G T . . . GT het|BAD_GENOTYPE|GT",
                "chr1 3 . A T . . . GT 0/1|REF_MISMATCH|REF",
                "chr1 3 . G T . . . GT|BAD_LINE|''",
                "chr1 3 . G T . . . GT 0/1 0/1|BAD_LINE|''",
            })
    void namesLineAndFieldOfABadRecord(String line, VcfException.Kind kind, String field)
            throws IOException {
        VcfException e =
                refusal(
                        file("bad.vcf", HEADER + line.replace(' ', '\t') + "\n"),
                        SampleChoice.only());
        assertEquals(kind, e.kind());
        assertEquals(3, e.line());
        assertEquals(field, e.field());
        assertTrue(e.getMessage().startsWith(kind.code() + " VCF line 3"), e.getMessage());
    }

    @Test
    void acceptsEmptyLinesAtTheEndOnly() throws IOException {
        String good = record("chr1", "3", ".", "G", "T", ".", ".", ".", "GT", "0/1");
        assertEquals(1, calls(good + "\n\n").size());
        VcfException e = refusal(file("gap.vcf", HEADER + good + "\n" + good), SampleChoice.only());
        assertEquals(VcfException.Kind.BAD_LINE, e.kind());
        assertEquals(4, e.line());
    }

    @Test
    void namesExpectedAndFoundBasesWhereRefDisagrees() throws IOException {
        VcfException e =
                refusal(
                        file(
                                "mismatch.vcf",
                                HEADER
                                        + record(
                                                "chr1", "1", ".", "ACA", "A", ".", ".", ".", "GT",
                                                "0/1")),
                        SampleChoice.only());
        assertEquals(
                "OGMS-0114 VCF line 3, REF: the reference has ACG at chr1:1, the file ACA. Was the"
                        + " file made on another assembly, or edited?",
                e.getMessage());
    }

    @Nested
    class FilesThatAreNoVcf {
        @Test
        void namedAsGzipButPlain() throws IOException {
            assertEquals(
                    VcfException.Kind.NOT_A_VCF,
                    refusal(file("plain.vcf.gz", HEADER), SampleChoice.only()).kind());
        }

        @Test
        void empty() throws IOException {
            assertEquals(
                    VcfException.Kind.NO_HEADER,
                    refusal(file("empty.vcf", ""), SampleChoice.only()).kind());
            assertEquals(
                    VcfException.Kind.NOT_A_VCF,
                    refusal(file("empty.vcf.gz", ""), SampleChoice.only()).kind());
        }

        @Test
        void withoutHeader() throws IOException {
            assertEquals(
                    VcfException.Kind.NO_HEADER,
                    refusal(file("no-header.vcf", "chr1\t3\t.\tG\tT\n"), SampleChoice.only())
                            .kind());
            assertEquals(
                    VcfException.Kind.NO_COLUMN_LINE,
                    refusal(
                                    file(
                                            "no-columns.vcf",
                                            "##fileformat=VCFv4.2\nchr1\t3\t.\tG\tT\n"),
                                    SampleChoice.only())
                            .kind());
            assertEquals(
                    VcfException.Kind.NO_COLUMN_LINE,
                    refusal(file("cut.vcf", "##fileformat=VCFv4.2\n"), SampleChoice.only()).kind());
        }

        @Test
        void garbage() throws IOException {
            byte[] bytes = new byte[4_000];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (i * 31 + 1);
            }
            Path file = folder.resolve("garbage.vcf");
            Files.write(file, bytes);
            assertEquals(VcfException.Kind.NOT_A_VCF, refusal(file, SampleChoice.only()).kind());
        }
    }

    @Nested
    class CompressedFiles {
        private final String text =
                HEADER
                        + record("chr1", "3", ".", "G", "T", ".", ".", ".", "GT", "0/1")
                                .repeat(20_000);

        private Path bgzf(String name) throws IOException {
            Path file = folder.resolve(name);
            try (BlockCompressedOutputStream out = new BlockCompressedOutputStream(file.toFile())) {
                out.write(text.getBytes(StandardCharsets.UTF_8));
            }
            return file;
        }

        private Path gzip(String name) throws IOException {
            Path file = folder.resolve(name);
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
                out.write(text.getBytes(StandardCharsets.UTF_8));
            }
            return file;
        }

        private static Path shortened(Path file, int bytes) throws IOException {
            byte[] all = Files.readAllBytes(file);
            Files.write(file, Arrays.copyOf(all, all.length - bytes));
            return file;
        }

        @Test
        void areReadWhateverTheirNameSays() throws IOException {
            for (Path file : List.of(bgzf("b.vcf.gz"), gzip("g.vcf.gz"), gzip("named-plain.vcf"))) {
                VcfSummary summary =
                        new VcfReader(reference).read(file, SampleChoice.only(), _ -> {});
                assertEquals(20_000, summary.calls());
            }
        }

        @Test
        void areRefusedWhenCut() throws IOException {
            // 28 bytes are the end marker; more cuts into the last block.
            for (int bytes : new int[] {1, 28, 29, 60}) {
                Path file = shortened(bgzf("cut-" + bytes + ".vcf.gz"), bytes);
                assertEquals(
                        VcfException.Kind.TRUNCATED, refusal(file, SampleChoice.only()).kind());
            }
            assertEquals(
                    VcfException.Kind.TRUNCATED,
                    refusal(shortened(gzip("cut.vcf.gz"), 40), SampleChoice.only()).kind());
        }

        @Test
        void areRefusedWhenABlockIsDamaged() throws IOException {
            Path file = bgzf("damaged.vcf.gz");
            byte[] all = Files.readAllBytes(file);
            all[200] ^= 0x55;
            Files.write(file, all);
            assertEquals(VcfException.Kind.TRUNCATED, refusal(file, SampleChoice.only()).kind());
        }
    }

    @Nested
    class Samples {
        private final String several =
                "##fileformat=VCFv4.2\n"
                        + "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tmother\tchild\n"
                        + record("chr1", "3", ".", "G", "T", ".", ".", ".", "GT", "0/0", "0/1");

        @Test
        void mustBeChosenAmongSeveral() throws IOException {
            Path file = file("several.vcf", several);
            assertEquals(
                    VcfException.Kind.SAMPLE_NOT_CHOSEN, refusal(file, SampleChoice.only()).kind());
            VcfReader reader = new VcfReader(reference);
            assertEquals(1, reader.read(file, SampleChoice.named("child"), _ -> {}).calls());
            assertEquals(0, reader.read(file, SampleChoice.named("mother"), _ -> {}).calls());
        }

        @Test
        void mustBeInTheFile() throws IOException {
            VcfException e =
                    refusal(file("several.vcf", several), SampleChoice.named("9990000000"));
            assertEquals(VcfException.Kind.SAMPLE_NOT_FOUND, e.kind());
            assertFalse(e.getMessage().contains("9990000000"), "may be an identifier of a person");
        }

        @Test
        void mustExist() throws IOException {
            Path file =
                    file(
                            "sites.vcf",
                            "##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n");
            assertEquals(
                    VcfException.Kind.SAMPLE_NOT_CHOSEN, refusal(file, SampleChoice.only()).kind());
        }
    }

    @Test
    void refusesAFileOnAnotherGenome() throws IOException {
        Path file =
                file(
                        "other.vcf",
                        HEADER.replace("#CHROM", "##contig=<ID=chr1,length=249250621>\n#CHROM"));
        VcfException e = refusal(file, SampleChoice.only());
        assertEquals(VcfException.Kind.WRONG_ASSEMBLY, e.kind());
        assertTrue(e.getMessage().contains("GRCh37"), e.getMessage());
    }
}
