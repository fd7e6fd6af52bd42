package org.opengms.genome;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Transcripts of a GFF3 file as Ensembl and RefSeq write it. Features are joined by `ID` and
/// `Parent`; a coding sequence that hangs on a gene without transcript (mitochondrial genes of
/// RefSeq) is its own transcript.
final class Gff3Transcripts {
    private static final java.util.Set<String> PARTS =
            java.util.Set.of(
                    "exon",
                    "CDS",
                    "start_codon",
                    "stop_codon",
                    "five_prime_UTR",
                    "three_prime_UTR",
                    "intron");

    private record Feature(String type, Map<String, String> attributes) {}

    private record Piece(int start, int end, int phase, @Nullable String proteinId) {}

    private static final class Parts {
        final Contig contig;
        final Strand strand;
        final List<Piece> exons = new ArrayList<>();
        final List<Piece> coding = new ArrayList<>();
        boolean placedTwice;

        Parts(Contig contig, Strand strand) {
            this.contig = contig;
            this.strand = strand;
        }
    }

    private final TranscriptFile.Lines lines;
    private final Map<String, Feature> features = new HashMap<>();
    private final Map<String, Parts> partsByParent = new LinkedHashMap<>();
    private int skipped;

    Gff3Transcripts(TranscriptFile.Lines lines) {
        this.lines = lines;
    }

    int skipped() {
        return skipped;
    }

    List<TranscriptModel> read(String first) throws IOException {
        for (String row = first; row != null; row = lines.next()) {
            if (row.startsWith("##FASTA")) {
                break;
            }
            if (!row.isBlank() && !row.startsWith("#")) {
                feature(row.split("\t", -1));
            }
        }
        List<TranscriptModel> transcripts = new ArrayList<>();
        partsByParent.forEach((parent, parts) -> {
            TranscriptModel model = parts.placedTwice ? null : model(parent, parts);
            if (model == null) {
                skipped++;
            } else {
                transcripts.add(model);
            }
        });
        return transcripts;
    }

    private void feature(String[] cells) {
        if (cells.length != 9) {
            throw lines.bad("the row has " + cells.length + " columns, not 9.", "");
        }
        String type = cells[2];
        Map<String, String> attributes = attributes(cells[8]);
        if (!PARTS.contains(type)) {
            String id = attributes.get("ID");
            if (id != null) {
                features.putIfAbsent(id, new Feature(type, attributes));
            }
            return;
        }
        if (!type.equals("exon") && !type.equals("CDS")) {
            return;
        }
        int start = lines.integer(cells[3], "start") - 1;
        int end = lines.integer(cells[4], "end");
        if (start < 0 || end <= start) {
            throw lines.bad("start " + (start + 1) + " and end " + end + " are no interval.", "");
        }
        Strand strand = TranscriptFile.strand(lines, cells[6]);
        Contig contig = Contig.of(decode(cells[0]));
        int phase = cells[7].equals(".") ? 0 : lines.integer(cells[7], "phase");
        String parents = attributes.get("Parent");
        if (parents == null) {
            return;
        }
        for (String parent : parents.split(",")) {
            Parts parts = partsByParent.computeIfAbsent(parent, _ -> new Parts(contig, strand));
            if (!parts.contig.equals(contig) || parts.strand != strand) {
                parts.placedTwice = true;
            }
            Piece piece = new Piece(start, end, phase, attributes.get("protein_id"));
            (type.equals("exon") ? parts.exons : parts.coding).add(piece);
        }
    }

    private @Nullable TranscriptModel model(String id, Parts parts) {
        List<Piece> exons = parts.exons.isEmpty() ? parts.coding : parts.exons;
        exons.sort(Comparator.comparingInt(Piece::start));
        parts.coding.sort(Comparator.comparingInt(Piece::start));
        int[] starts = exons.stream().mapToInt(Piece::start).toArray();
        int[] ends = exons.stream().mapToInt(Piece::end).toArray();
        for (int i = 1; i < starts.length; i++) {
            if (starts[i] < ends[i - 1]) {
                return null;
            }
        }
        Feature transcript = features.getOrDefault(id, new Feature("", Map.of()));
        String geneId = transcript.attributes().get("Parent");
        Feature gene = geneId == null ? transcript : features.getOrDefault(geneId, transcript);
        Map<String, String> own = transcript.attributes();
        Piece firstCoding =
                parts.coding.isEmpty()
                        ? null
                        : parts.strand == Strand.FORWARD
                                ? parts.coding.getFirst()
                                : parts.coding.getLast();
        String name = transcriptName(id, own);
        boolean ensembl = name.startsWith("ENS");
        String tag = own.get("tag");
        boolean startComplete =
                firstCoding == null
                        || (firstCoding.phase() == 0
                                && (tag == null || !tag.contains("cds_start_NF"))
                                && !own.containsKey(
                                        parts.strand == Strand.FORWARD
                                                ? "start_range"
                                                : "end_range"));
        String symbol = gene.attributes().get("Name");
        if (symbol == null) {
            symbol = gene.attributes().getOrDefault("gene", name);
        }
        int codingStart = parts.coding.isEmpty() ? starts[0] : parts.coding.getFirst().start();
        int codingEnd = parts.coding.isEmpty() ? starts[0] : parts.coding.getLast().end();
        if (!inside(starts, ends, codingStart, codingEnd)) {
            return null;
        }
        return new TranscriptModel(
                ensembl ? name : null,
                ensembl ? null : name,
                firstCoding == null ? null : firstCoding.proteinId(),
                hgncId(gene.attributes()),
                ensemblGeneId(gene.attributes()),
                entrezId(gene.attributes()),
                symbol,
                parts.contig,
                parts.strand,
                TranscriptFile.preference(tag),
                new TranscriptModel.Exons(starts, ends),
                codingStart,
                codingEnd,
                firstCoding == null ? 0 : firstCoding.phase(),
                startComplete);
    }

    private static boolean inside(int[] starts, int[] ends, int codingStart, int codingEnd) {
        if (codingStart == codingEnd) {
            return true;
        }
        boolean first = false;
        boolean last = false;
        for (int i = 0; i < starts.length; i++) {
            first |= starts[i] <= codingStart && codingStart < ends[i];
            last |= starts[i] < codingEnd && codingEnd <= ends[i];
        }
        return first && last;
    }

    /// Ensembl: `transcript_id` and `version` apart; RefSeq: `transcript_id` with version; else the
    /// ID without its prefix.
    private static String transcriptName(String id, Map<String, String> attributes) {
        String name = attributes.get("transcript_id");
        if (name == null) {
            for (String prefix : List.of("transcript:", "rna-", "gene-", "gene:")) {
                if (id.startsWith(prefix)) {
                    return id.substring(prefix.length());
                }
            }
            return id;
        }
        String version = attributes.get("version");
        return version == null || name.contains(".") ? name : name + "." + version;
    }

    private static @Nullable String hgncId(Map<String, String> gene) {
        String references = gene.getOrDefault("Dbxref", "");
        for (String reference : references.split(",")) {
            if (reference.startsWith("HGNC:HGNC:")) {
                return reference.substring(5);
            }
        }
        // Ensembl: description=… [Source:HGNC Symbol;Acc:HGNC:1100]
        String description = gene.getOrDefault("description", "");
        int at = description.indexOf("Acc:HGNC:");
        if (at < 0) {
            return null;
        }
        int end = at + 9;
        while (end < description.length() && Character.isDigit(description.charAt(end))) {
            end++;
        }
        return end == at + 9 ? null : description.substring(at + 4, end);
    }

    private static int entrezId(Map<String, String> gene) {
        for (String reference : gene.getOrDefault("Dbxref", "").split(",")) {
            String number = reference.startsWith("GeneID:") ? reference.substring(7) : "";
            if (!number.isEmpty()
                    && number.length() <= 9
                    && number.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return Integer.parseInt(number, 10);
            }
        }
        return 0;
    }

    private static @Nullable String ensemblGeneId(Map<String, String> gene) {
        String id = gene.get("gene_id");
        if (id == null) {
            id = gene.getOrDefault("ID", "");
            id = id.startsWith("gene:") ? id.substring(5) : id;
        }
        return id.startsWith("ENS") ? GeneCatalogue.withoutVersion(id).replace("_PAR_Y", "") : null;
    }

    private static Map<String, String> attributes(String cell) {
        Map<String, String> attributes = new HashMap<>();
        for (String pair : cell.split(";")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                attributes.put(
                        pair.substring(0, equals).strip(), decode(pair.substring(equals + 1)));
            }
        }
        return attributes;
    }

    private static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
