package org.opengms.genome;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A made-up genome: `chr1` of 50 bases, the last ten unknown, with one coding transcript.
final class TinyGenome {
    static final String CHR1 = "ACGTACGTTTTTGCATGAACCCGGGATCGATCGTTAGCAA" + "N".repeat(10);

    private TinyGenome() {}

    static GenomeReference build(Path dir) throws IOException {
        Files.createDirectories(dir);
        Path fasta = dir.resolve("tiny.fa");
        Files.writeString(fasta, ">chr1 made up\n" + CHR1 + "\n");
        Path transcripts = dir.resolve("tiny.tsv");
        Files.writeString(
                transcripts,
                String.join(
                                "\t",
                                "chr1",
                                "10",
                                "40",
                                "ENST00000000001.1",
                                "0",
                                "+",
                                "14",
                                "37",
                                "0",
                                "1",
                                "30,",
                                "0,",
                                "ENST00000000001.1",
                                "cmpl",
                                "cmpl",
                                "0,",
                                "mRNA",
                                "ENSG00000000001.1",
                                "TINY",
                                "protein_coding",
                                "ENSP00000000001.1",
                                "NM_999999.1",
                                "GeneID:999999",
                                "NP_999999.1",
                                "MANE Select")
                        + "\n");
        return GenomeReference.build(
                new GenomeSources(fasta, transcripts, null),
                dir.resolve("bundle"),
                BuildProgress.silent());
    }
}
