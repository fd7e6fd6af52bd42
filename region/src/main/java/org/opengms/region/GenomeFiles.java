package org.opengms.region;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Writes the mini genome in the shapes in which genomes are published.
final class GenomeFiles {
    private static final int FASTA_LINE = 60;

    /// The columns of HGNC's complete set, October 2024.
    private static final List<String> HGNC_COLUMNS =
            List.of(
                    "hgnc_id",
                    "symbol",
                    "name",
                    "locus_group",
                    "locus_type",
                    "status",
                    "location",
                    "location_sortable",
                    "alias_symbol",
                    "alias_name",
                    "prev_symbol",
                    "prev_name",
                    "gene_group",
                    "gene_group_id",
                    "date_approved_reserved",
                    "date_symbol_changed",
                    "date_name_changed",
                    "date_modified",
                    "entrez_id",
                    "ensembl_gene_id",
                    "vega_id",
                    "ucsc_id",
                    "ena",
                    "refseq_accession",
                    "ccds_id",
                    "uniprot_ids",
                    "pubmed_id",
                    "mgd_id",
                    "rgd_id",
                    "lsdb",
                    "cosmic",
                    "omim_id",
                    "mirbase",
                    "homeodb",
                    "snornabase",
                    "bioparadigms_slc",
                    "orphanet",
                    "pseudogene.org",
                    "horde_id",
                    "merops",
                    "imgt",
                    "iuphar",
                    "kznf_gene_catalog",
                    "mamit-trnadb",
                    "cd",
                    "lncrnadb",
                    "enzyme_id",
                    "intermediate_filament_db",
                    "rna_central_id",
                    "lncipedia",
                    "gtrnadb",
                    "agr",
                    "mane_select",
                    "gencc");

    private GenomeFiles() {}

    /// FASTA, 60 bases a line.
    static void writeFasta(MiniGenome genome, Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (Contig contig : genome.contigs()) {
                line(out, ">" + contig.name() + " " + MiniGenome.ASSEMBLY);
                for (int at = 0; at < contig.length(); at += FASTA_LINE) {
                    line(out, contig.bases(at, Math.min(at + FASTA_LINE, contig.length())));
                }
            }
        }
    }

    /// bigGenePred with the columns of MANE's published file, unpacked to text: 0-based starts,
    /// exons in genomic order, starts of exons relative to the transcript's.
    static void writeTranscripts(MiniGenome genome, Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (Gene gene : genome.genes()) {
                for (Transcript transcript : gene.transcripts()) {
                    line(out, String.join("\t", bigGenePred(gene, transcript)));
                }
            }
        }
    }

    private static List<String> bigGenePred(Gene gene, Transcript transcript) {
        int start = transcript.startZeroBased();
        return List.of(
                gene.contig().name(),
                Integer.toString(start),
                Integer.toString(transcript.endExclusive()),
                transcript.ensembl(),
                "0",
                transcript.reverse() ? "-" : "+",
                Integer.toString(transcript.cdsStartZeroBased()),
                Integer.toString(transcript.cdsEndExclusive()),
                transcript.maneStatus().equals("MANE Select") ? "8,81,156" : "222,45,38",
                Integer.toString(transcript.exons().size()),
                list(transcript.exons().stream().mapToInt(Transcript.Exon::length)),
                list(transcript.exons().stream().mapToInt(e -> e.startZeroBased() - start)),
                transcript.ensembl(),
                "cmpl",
                "cmpl",
                list(Arrays.stream(transcript.exonFrames())),
                "mRNA",
                gene.ensemblId() + ".1",
                gene.symbol(),
                "protein_coding",
                transcript.ensemblProtein(),
                transcript.refSeq(),
                "GeneID:" + gene.entrezId(),
                transcript.refSeqProtein(),
                transcript.maneStatus());
    }

    /// HGNC's complete set: one row a gene; several values of a cell between quotation marks with
    /// `|`.
    static void writeHgnc(MiniGenome genome, Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            line(out, String.join("\t", HGNC_COLUMNS));
            for (Gene gene : genome.genes()) {
                Transcript select = gene.select();
                Map<String, String> cells =
                        Map.ofEntries(
                                Map.entry("hgnc_id", gene.hgncId()),
                                Map.entry("symbol", gene.symbol()),
                                Map.entry("name", gene.name()),
                                Map.entry("locus_group", "protein-coding gene"),
                                Map.entry("locus_type", "gene with protein product"),
                                Map.entry("status", "Approved"),
                                Map.entry("location", gene.contig().name().substring(3)),
                                Map.entry("alias_symbol", several(gene.aliasSymbols())),
                                Map.entry("prev_symbol", gene.previousSymbol().orElse("")),
                                Map.entry("date_approved_reserved", "2026-01-01"),
                                Map.entry("entrez_id", gene.entrezId()),
                                Map.entry("ensembl_gene_id", gene.ensemblId()),
                                Map.entry("refseq_accession", unversioned(select.refSeq())),
                                Map.entry("agr", gene.hgncId()),
                                Map.entry(
                                        "mane_select",
                                        several(List.of(select.ensembl(), select.refSeq()))));
                line(
                        out,
                        HGNC_COLUMNS.stream()
                                .map(c -> cells.getOrDefault(c, ""))
                                .collect(Collectors.joining("\t")));
            }
        }
    }

    private static String several(List<String> values) {
        String joined = String.join("|", values);
        return values.size() > 1 ? '"' + joined + '"' : joined;
    }

    private static String unversioned(String accession) {
        return accession.substring(0, accession.indexOf('.'));
    }

    private static String list(IntStream values) {
        return values.mapToObj(v -> v + ",").collect(Collectors.joining());
    }

    static void line(BufferedWriter out, String text) throws IOException {
        out.write(text);
        out.write('\n');
    }
}
