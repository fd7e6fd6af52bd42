package org.opengms.genome;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// Transcripts read from a file whose format is recognised by its content: bigGenePred as a
/// tab-separated table (UCSC; MANE is published so), or GFF3.
///
/// @param skipped transcripts that could not be placed (trans-spliced, overlapping exons)
record TranscriptFile(SourceFile source, List<TranscriptModel> transcripts, int skipped) {

    static TranscriptFile read(Path file, BuildProgress progress) throws IOException {
        try (SourceInput source = SourceInput.open(file)) {
            progress.at("Reading transcripts", 0, source.totalBytes());
            Lines lines = new Lines(source);
            try {
                String first = lines.next();
                while (first != null && first.isBlank()) {
                    first = lines.next();
                }
                if (first == null) {
                    throw lines.bad("the file is empty.", "");
                }
                int skipped = 0;
                List<TranscriptModel> transcripts;
                int columns = first.split("\t", -1).length;
                if (first.startsWith("##") || columns == 9) {
                    Gff3Transcripts gff = new Gff3Transcripts(lines);
                    transcripts = gff.read(first);
                    skipped = gff.skipped();
                } else if (columns >= BigGenePred.COLUMNS) {
                    transcripts = BigGenePred.read(lines, first);
                } else {
                    throw lines.bad(
                            "this is neither GFF3 (nine columns, '##gff-version 3') nor a bigGenePred"
                                    + " table of at least "
                                    + BigGenePred.COLUMNS
                                    + " columns.",
                            "Give the transcripts in one of the two.");
                }
                if (transcripts.isEmpty()) {
                    throw lines.bad("the file holds no transcript.", "");
                }
                return new TranscriptFile(source.finish("transcripts"), transcripts, skipped);
            } catch (EOFException | ZipException e) {
                throw lines.bad(
                        "the compressed file is cut or damaged (" + e.getMessage() + ").",
                        "Fetch it again.");
            }
        }
    }

    /// The lines of a file with their numbers.
    static final class Lines {
        private final SourceInput source;
        private final BufferedReader text;
        private long line;

        Lines(SourceInput source) {
            this.source = source;
            this.text = source.text();
        }

        @Nullable String next() throws IOException {
            line++;
            return text.readLine();
        }

        ReferenceException bad(String reason, String advice) {
            return new ReferenceException(
                    ReferenceException.Kind.BAD_TRANSCRIPTS,
                    "transcripts " + source.name() + " line " + line,
                    reason,
                    advice);
        }

        int integer(String text, String field) {
            try {
                return Integer.parseInt(text.strip(), 10);
            } catch (NumberFormatException e) {
                throw bad("field " + field + " is '" + clip(text) + "', not a whole number.", "");
            }
        }

        static String clip(String text) {
            return text.length() > 40 ? text.substring(0, 40) + "…" : text;
        }
    }

    /// bigGenePred rows: the twelve columns of BED, then name2, cdsStartStat, cdsEndStat,
    /// exonFrames, type, geneName, geneName2, geneType; and, as in MANE, Ensembl protein, RefSeq
    /// transcript, `GeneID:…`, RefSeq protein, MANE status.
    static final class BigGenePred {
        static final int COLUMNS = 20;

        private BigGenePred() {}

        static List<TranscriptModel> read(Lines lines, String first) throws IOException {
            List<TranscriptModel> transcripts = new ArrayList<>();
            for (String row = first; row != null; row = lines.next()) {
                if (row.isBlank() || row.startsWith("#")) {
                    continue;
                }
                String[] cells = row.split("\t", -1);
                if (cells.length < COLUMNS) {
                    throw lines.bad(
                            "the row has "
                                    + cells.length
                                    + " columns, not "
                                    + COLUMNS
                                    + " or more.",
                            "");
                }
                try {
                    transcripts.add(transcript(lines, cells));
                } catch (IllegalArgumentException e) {
                    throw lines.bad("the row is no transcript: " + e.getMessage() + ".", "");
                }
            }
            return transcripts;
        }

        private static TranscriptModel transcript(Lines lines, String[] cells) {
            int start = lines.integer(cells[1], "chromStart");
            int count = lines.integer(cells[9], "blockCount");
            String[] sizes = cells[10].split(",");
            String[] offsets = cells[11].split(",");
            if (count < 1 || sizes.length != count || offsets.length != count) {
                throw lines.bad("blockCount, blockSizes and chromStarts disagree.", "");
            }
            int[] starts = new int[count];
            int[] ends = new int[count];
            for (int i = 0; i < count; i++) {
                starts[i] = start + lines.integer(offsets[i], "chromStarts");
                ends[i] = starts[i] + lines.integer(sizes[i], "blockSizes");
            }
            Strand strand = strand(lines, cells[5]);
            String[] frames = cells[15].split(",");
            int codingStart = lines.integer(cells[6], "thickStart");
            int codingEnd = lines.integer(cells[7], "thickEnd");
            boolean startComplete =
                    !(strand == Strand.FORWARD ? cells[13] : cells[14]).startsWith("incmpl");
            int frame = 0;
            if (codingEnd > codingStart && !startComplete) {
                for (int i = 0; i < frames.length; i++) {
                    int exon = strand == Strand.FORWARD ? i : frames.length - 1 - i;
                    int value = lines.integer(frames[exon], "exonFrames");
                    if (value >= 0) {
                        frame = (3 - value) % 3;
                        break;
                    }
                }
            }
            String refSeq = at(cells, 21);
            String refSeqProtein = at(cells, 23);
            String entrez = at(cells, 22);
            String ensembl = emptyToNull(cells[3]);
            boolean ensemblName = ensembl != null && ensembl.startsWith("ENS");
            return new TranscriptModel(
                    ensemblName ? ensembl : null,
                    refSeq != null ? refSeq : ensemblName ? null : ensembl,
                    refSeqProtein != null ? refSeqProtein : at(cells, 20),
                    null,
                    cells[17].startsWith("ENS") ? GeneCatalogue.withoutVersion(cells[17]) : null,
                    entrez != null && entrez.startsWith("GeneID:")
                            ? lines.integer(entrez.substring(7), "GeneID")
                            : 0,
                    cells[18].isEmpty() ? cells[17] : cells[18],
                    Contig.of(cells[0]),
                    strand,
                    preference(at(cells, 24)),
                    new TranscriptModel.Exons(starts, ends),
                    codingStart,
                    codingEnd,
                    frame,
                    startComplete);
        }

        private static @Nullable String at(String[] cells, int column) {
            return column < cells.length ? emptyToNull(cells[column]) : null;
        }

        private static @Nullable String emptyToNull(String text) {
            return text.isBlank() || text.equals("none") || text.equals(".") ? null : text.strip();
        }
    }

    static Transcript.Preference preference(@Nullable String text) {
        if (text == null) {
            return Transcript.Preference.OTHER;
        }
        String plain = text.replace('_', ' ');
        if (plain.contains("MANE Select")) {
            return Transcript.Preference.MANE_SELECT;
        }
        return plain.contains("MANE Plus Clinical")
                ? Transcript.Preference.MANE_PLUS_CLINICAL
                : Transcript.Preference.OTHER;
    }

    static Strand strand(Lines lines, String text) {
        return switch (text) {
            case "+" -> Strand.FORWARD;
            case "-" -> Strand.REVERSE;
            default -> throw lines.bad("strand is '" + Lines.clip(text) + "', not + or -.", "");
        };
    }
}
