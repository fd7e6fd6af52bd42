package org.opengms.interpretation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.opengms.phenotype.PhenotypeSources;
import org.opengms.phenotype.SyntheticKnowledge;

/// A made-up genome of two contigs with four genes, each one exon of 300 coding bases: a start
/// codon, 98 times TAC (tyrosine) and a stop codon. Their diseases are those of
/// [SyntheticKnowledge]:
///
/// | gene | place (first base, 0-based) | diseases |
/// |---|---|---|
/// | AAA | chr1:1000 | OMIM:1 recessive, mitral valve; OMIM:2 dominant, aortic valve |
/// | BBB | chr1:5000 | OMIM:3 recessive, lens |
/// | CCC | chr1:9000 | none annotated; a profile of its own, aortic valve |
/// | XXX | chrX:1000 | OMIM:4 X-linked recessive, eye and mitral valve |
final class SyntheticWorld {
    private static final int CONTIG_LENGTH = 20_000;
    private static final int CODONS = 100;

    private record Locus(String symbol, String contig, int start, int entrez, String hgnc) {}

    private static final List<Locus> GENES =
            List.of(
                    new Locus("AAA", "chr1", 1000, 11, "HGNC:9000001"),
                    new Locus("BBB", "chr1", 5000, 12, "HGNC:9000002"),
                    new Locus("CCC", "chr1", 9000, 13, "HGNC:9000003"),
                    new Locus("XXX", "chrX", 1000, 14, "HGNC:9000004"));

    private SyntheticWorld() {}

    static BundleInputs write(Path folder) throws IOException {
        PhenotypeSources phenotype = SyntheticKnowledge.write(folder);
        return new BundleInputs(
                Files.writeString(folder.resolve("genome.fa"), fasta()),
                Files.writeString(folder.resolve("genes.genepred"), transcripts()),
                phenotype.ontology(),
                phenotype.annotations(),
                phenotype.genes(),
                Files.writeString(folder.resolve("hgnc.txt"), hgnc()),
                Files.writeString(folder.resolve("panels.tsv"), panels()));
    }

    private static String fasta() {
        StringBuilder text = new StringBuilder();
        for (String contig : List.of("chr1", "chrX")) {
            StringBuilder bases = new StringBuilder("GATC".repeat(CONTIG_LENGTH / 4));
            for (Locus gene : GENES) {
                if (gene.contig.equals(contig)) {
                    String coding = "ATG" + "TAC".repeat(CODONS - 2) + "TAA";
                    bases.replace(gene.start, gene.start + coding.length(), coding);
                }
            }
            text.append('>').append(contig).append('\n').append(bases).append('\n');
        }
        return text.toString();
    }

    private static String transcripts() {
        StringBuilder text = new StringBuilder();
        for (Locus gene : GENES) {
            int end = gene.start + 3 * CODONS;
            text.append(
                    String.join(
                            "\t",
                            gene.contig,
                            "" + gene.start,
                            "" + end,
                            "ENST9000000000" + gene.entrez + ".1",
                            "0",
                            "+",
                            "" + gene.start,
                            "" + end,
                            "0",
                            "1",
                            3 * CODONS + ",",
                            "0,",
                            gene.symbol,
                            "cmpl",
                            "cmpl",
                            "0,",
                            "mRNA",
                            "ENSG9000000000" + gene.entrez + ".1",
                            gene.symbol,
                            "protein_coding",
                            "ENSP9000000000" + gene.entrez + ".1",
                            "NM_9000" + gene.entrez + ".1",
                            "GeneID:" + gene.entrez,
                            "NP_9000" + gene.entrez + ".1",
                            "MANE Select"));
            text.append('\n');
        }
        return text.toString();
    }

    private static String hgnc() {
        StringBuilder text =
                new StringBuilder(
                        "hgnc_id\tsymbol\tstatus\talias_symbol\tprev_symbol\tentrez_id\tensembl_gene_id\n");
        for (Locus gene : GENES) {
            text.append(
                    String.join(
                            "\t",
                            gene.hgnc,
                            gene.symbol,
                            "Approved",
                            "",
                            gene.symbol.equals("BBB") ? "OLDBBB" : "",
                            "" + gene.entrez,
                            "ENSG9000000000" + gene.entrez));
            text.append('\n');
        }
        return text.toString();
    }

    private static String panels() {
        return """
        id\tmode_of_inheritance\tGene\tconfidence_level\tname
        7\tAR\tOLDBBB\t3\tLens panel
        7\tAD\tAAA\t1\tLens panel
        7\tAD\tNOSUCH\t3\tLens panel
        8\tAD/AR\tBBB\t2\tOther panel
        """;
    }

    /// A tyrosine codon of a gene made a stop.
    static String stop(String symbol, int codon, String genotype) {
        return record(symbol, 3 * codon + 2, "C", "A", genotype, "PASS");
    }

    /// A tyrosine codon made cysteine.
    static String missense(String symbol, int codon, String genotype) {
        return record(symbol, 3 * codon + 1, "A", "G", genotype, "PASS");
    }

    /// A tyrosine codon spelled otherwise.
    static String synonymous(String symbol, int codon, String genotype) {
        return record(symbol, 3 * codon + 2, "C", "T", genotype, "PASS");
    }

    static String record(
            String symbol, int offset, String ref, String alt, String genotype, String filter) {
        Locus gene =
                GENES.stream().filter(one -> one.symbol.equals(symbol)).findFirst().orElseThrow();
        return String.join(
                "\t",
                gene.contig,
                "" + (gene.start + offset + 1),
                ".",
                ref,
                alt,
                "50",
                filter,
                ".",
                "GT",
                genotype);
    }

    static Path vcf(Path file, String... records) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("##fileformat=VCFv4.2");
        lines.add("#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tpatient");
        lines.addAll(List.of(records));
        return Files.writeString(file, String.join("\n", lines) + "\n");
    }
}
