package org.opengms.genome;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The data lines of a VCF, parsed as bytes: text is made for carried alleles only.
final class VcfRecords {
    private static final int CHROM = 0;
    private static final int POS = 1;
    private static final int REF = 3;
    private static final int ALT = 4;
    private static final int FILTER = 6;
    private static final int FORMAT = 8;
    private static final int REPORTED_CONTIGS = 100;

    private static final byte BASE = 1;
    private static final byte AMBIGUOUS = 2;
    private static final byte[] LETTER = new byte[128];

    static {
        for (char c : "ACGTacgt".toCharArray()) {
            LETTER[c] = BASE;
        }
        for (char c : "NRYSWKMBDHVnryswkmbdhv".toCharArray()) {
            LETTER[c] = AMBIGUOUS;
        }
    }

    private enum AlleleKind {
        BASES,
        AMBIGUOUS_BASES,
        SPANNING_DELETION,
        REFERENCE_BLOCK,
        SYMBOLIC,
        BREAKEND
    }

    private final GenomeReference reference;
    private final GenomeSequence sequence;
    private final VariantNormaliser normaliser;
    private final VcfLines lines;
    private final VcfHeader header;
    private final Consumer<VariantCall> sink;

    /// Where each column of the current line begins and ends, as far as needed.
    private final int[] columnStart = new int[10];

    private final int[] columnEnd = new int[10];
    private byte[] line = new byte[0];

    private byte[] lastChrom = new byte[0];
    private Contig contig = Contig.MITOCHONDRION;
    private boolean contigKnown;
    private int contigLength;
    private byte[] lastFormat = new byte[0];
    private int genotypeKey = -1;
    private int depthKey = -1;
    private int qualityKey = -1;
    private int phaseSetKey = -1;

    /// Copies of each allele of the current record in the genotype; index 0 is the reference.
    private int[] copies = new int[8];

    /// The first copy, from 1, that carries each allele of the current record.
    private int[] firstCopy = new int[8];

    private int genotypeAlleles;
    private int missingAlleles;
    private boolean phased;

    private long records;
    private long calls;
    private long snvs;
    private long unverified;
    private long filtered;
    private long multiallelic;
    private long homozygousReference;
    private long noCalls;
    private long partial;
    private long referenceBlocks;
    private long symbolic;
    private long breakends;
    private long spanningDeletions;
    private long ambiguous;
    private long unknownContigRecords;
    private final SortedMap<String, Long> unknownContigs = new TreeMap<>();

    VcfRecords(
            GenomeReference reference,
            VcfLines lines,
            VcfHeader header,
            Consumer<VariantCall> sink) {
        this.reference = reference;
        this.sequence = reference.sequence();
        this.normaliser = new VariantNormaliser(sequence);
        this.lines = lines;
        this.header = header;
        this.sink = sink;
    }

    VcfSummary read() throws IOException {
        long emptyLine = 0;
        while (lines.next()) {
            if (lines.start() == lines.end()) {
                emptyLine = emptyLine == 0 ? lines.line() : emptyLine;
                continue;
            }
            if (emptyLine > 0) {
                throw new VcfException(
                        VcfException.Kind.BAD_LINE,
                        emptyLine,
                        "",
                        "the line is empty, and records follow.",
                        "Is a part of the file missing?");
            }
            record();
        }
        if (records > 0 && unknownContigRecords == records) {
            throw new VcfException(
                    VcfException.Kind.UNKNOWN_CONTIGS,
                    0,
                    "CHROM",
                    "none of the "
                            + records
                            + " records lies on a contig of the reference (first: "
                            + TranscriptFile.Lines.clip(unknownContigs.firstKey())
                            + ").",
                    "Was the file made on another genome?");
        }
        return new VcfSummary(
                header.sampleName(),
                records,
                calls,
                snvs,
                unverified,
                filtered,
                multiallelic,
                homozygousReference,
                noCalls,
                partial,
                referenceBlocks,
                symbolic,
                breakends,
                spanningDeletions,
                ambiguous,
                unknownContigRecords,
                unknownContigs);
    }

    private VcfException bad(VcfException.Kind kind, String field, String reason, String advice) {
        return new VcfException(kind, lines.line(), field, reason, advice);
    }

    private void record() {
        split();
        records++;
        contig();
        if (!contigKnown) {
            unknownContigRecords++;
            String name = contig.name();
            if (unknownContigs.containsKey(name) || unknownContigs.size() < REPORTED_CONTIGS) {
                unknownContigs.merge(name, 1L, Long::sum);
            }
            return;
        }
        long pos = pos();
        int refStart = columnStart[REF];
        int refLength = columnEnd[REF] - refStart;
        boolean refIsPlain = checkLetters(refStart, columnEnd[REF]);
        int alleles = alternates();
        boolean anyBases = false;
        for (int allele = 1; allele <= alleles; allele++) {
            AlleleKind kind = kinds[allele];
            anyBases |= kind == AlleleKind.BASES || kind == AlleleKind.AMBIGUOUS_BASES;
        }
        // POS 0 and length + 1 are the telomeres, where only breakends and symbolic alleles lie.
        if (pos == 0 ? anyBases : pos - 1 + refLength > contigLength && anyBases) {
            throw bad(
                    VcfException.Kind.BAD_POS,
                    "POS",
                    pos
                            + " with a REF of "
                            + refLength
                            + " bases is outside "
                            + contig
                            + ", which has "
                            + contigLength
                            + ".",
                    "Positions count from 1.");
        }
        boolean verified = pos > 0 && checkReference((int) (pos - 1), refLength) && refIsPlain;
        if (columnEnd[FILTER] == columnStart[FILTER]) {
            throw bad(VcfException.Kind.BAD_FIELD, "FILTER", "it is empty.", "Write '.'.");
        }
        if (alleles > 1) {
            multiallelic++;
        }
        genotype(alleles);
        if (genotypeAlleles == 0 || missingAlleles == genotypeAlleles) {
            noCalls++;
            return;
        }
        if (alleles == 0 || (alleles == 1 && kinds[1] == AlleleKind.REFERENCE_BLOCK)) {
            referenceBlocks++;
            return;
        }
        if (missingAlleles > 0) {
            partial++;
        }
        if (copies[0] + missingAlleles == genotypeAlleles) {
            homozygousReference++;
            return;
        }
        for (int allele = 1; allele <= alleles; allele++) {
            if (copies[allele] > 0) {
                carried(allele, (int) (pos - 1), refIsPlain, verified);
            }
        }
    }

    private void carried(int allele, int startZeroBased, boolean refIsPlain, boolean verified) {
        switch (kinds[allele]) {
            case SPANNING_DELETION -> spanningDeletions++;
            case SYMBOLIC, REFERENCE_BLOCK -> symbolic++;
            case BREAKEND -> breakends++;
            case AMBIGUOUS_BASES -> ambiguous++;
            case BASES -> {
                if (!refIsPlain) {
                    ambiguous++;
                    return;
                }
                String ref = upper(columnStart[REF], columnEnd[REF]);
                String alt = upper(alleleStart[allele], alleleEnd[allele]);
                if (ref.equals(alt)) {
                    throw bad(
                            VcfException.Kind.BAD_ALT,
                            "ALT",
                            "allele " + allele + " is the same as REF.",
                            "Write '.' where there is no alternate allele.");
                }
                Variant variant = normaliser.normalise(contig, startZeroBased, ref, alt);
                Zygosity zygosity =
                        genotypeAlleles == 1
                                ? Zygosity.HEMIZYGOUS
                                : copies[allele] == genotypeAlleles
                                        ? Zygosity.HOMOZYGOUS
                                        : Zygosity.HETEROZYGOUS;
                VariantCall call =
                        new VariantCall(
                                lines.line(),
                                startZeroBased + 1,
                                text(columnStart[REF], columnEnd[REF]),
                                text(alleleStart[allele], alleleEnd[allele]),
                                variant,
                                zygosity,
                                phased,
                                phased && copies[allele] == 1 && genotypeAlleles > 1
                                        ? firstCopy[allele]
                                        : 0,
                                sampleNumber(phaseSetKey),
                                filter(),
                                sampleNumber(depthKey),
                                sampleNumber(qualityKey),
                                verified ? ReferenceCheck.VERIFIED : ReferenceCheck.UNVERIFIED);
                calls++;
                snvs += variant.isSnv() ? 1 : 0;
                unverified += verified ? 0 : 1;
                filtered += call.passesFilters() ? 0 : 1;
                sink.accept(call);
            }
        }
    }

    /// Finds the columns; the sample's is stored at index 9.
    private void split() {
        line = lines.buffer();
        int end = lines.end();
        int column = 0;
        int from = lines.start();
        for (int at = from; at <= end; at++) {
            if (at == end || line[at] == '\t') {
                int slot = column < 9 ? column : column == header.sampleColumn() ? 9 : -1;
                if (slot >= 0) {
                    columnStart[slot] = from;
                    columnEnd[slot] = at;
                }
                column++;
                from = at + 1;
            }
        }
        if (column != header.columns()) {
            throw bad(
                    VcfException.Kind.BAD_LINE,
                    "",
                    "the line has " + column + " columns, the header " + header.columns() + ".",
                    "Columns are separated by tabs; is the file cut off?");
        }
    }

    private void contig() {
        int start = columnStart[CHROM];
        int end = columnEnd[CHROM];
        if (Arrays.equals(line, start, end, lastChrom, 0, lastChrom.length)) {
            return;
        }
        lastChrom = Arrays.copyOfRange(line, start, end);
        String name = text(start, end);
        if (name.isBlank() || name.indexOf(' ') >= 0) {
            lastChrom = new byte[0];
            throw bad(
                    VcfException.Kind.BAD_FIELD,
                    "CHROM",
                    name.isBlank() ? "it is empty." : "it holds a blank.",
                    "");
        }
        String bare =
                name.startsWith("<") && name.endsWith(">")
                        ? name.substring(1, name.length() - 1)
                        : name;
        if (bare.isEmpty()) {
            throw bad(VcfException.Kind.BAD_FIELD, "CHROM", "it is empty.", "");
        }
        VcfHeader.checkAccession(bare, lines.line(), reference);
        contig = Contig.of(bare);
        contigKnown = reference.hasContig(contig);
        contigLength =
                sequence.lengthOf(contig)
                        .orElseGet(() ->
                                reference
                                        .assembly()
                                        .map(a -> a.lengthOf(contig))
                                        .filter(java.util.OptionalInt::isPresent)
                                        .map(java.util.OptionalInt::getAsInt)
                                        .orElse(Integer.MAX_VALUE - 1));
    }

    private long pos() {
        int start = columnStart[POS];
        int end = columnEnd[POS];
        long value = 0;
        boolean good = end > start && end - start <= 10;
        for (int at = start; good && at < end; at++) {
            int digit = line[at] - '0';
            good = digit >= 0 && digit <= 9;
            value = value * 10 + digit;
        }
        if (!good || value > (long) contigLength + 1) {
            throw bad(
                    VcfException.Kind.BAD_POS,
                    "POS",
                    good
                            ? value
                                    + " is beyond the end of "
                                    + contig
                                    + " ("
                                    + contigLength
                                    + " bases)."
                            : "'"
                                    + TranscriptFile.Lines.clip(text(start, end))
                                    + "' is no whole number.",
                    "Positions count from 1; was the file made on another assembly?");
        }
        return value;
    }

    /// Checks REF; true if it is all A, C, G, T.
    private boolean checkLetters(int start, int end) {
        boolean plain = true;
        for (int at = start; at < end; at++) {
            byte letter = line[at] < 0 ? 0 : LETTER[line[at]];
            if (letter == 0) {
                throw bad(
                        VcfException.Kind.BAD_REF,
                        "REF",
                        "'"
                                + TranscriptFile.Lines.clip(text(start, end))
                                + "' is no sequence of bases.",
                        "REF has at least one of A, C, G, T, N.");
            }
            plain &= letter == BASE;
        }
        if (start == end) {
            throw bad(
                    VcfException.Kind.BAD_REF,
                    "REF",
                    "it is empty.",
                    "REF has at least one of A, C, G, T, N.");
        }
        return plain;
    }

    private AlleleKind[] kinds = new AlleleKind[8];
    private int[] alleleStart = new int[8];
    private int[] alleleEnd = new int[8];

    /// Finds the alternate alleles.
    ///
    /// @return how many there are; 0 for `.`
    private int alternates() {
        int start = columnStart[ALT];
        int end = columnEnd[ALT];
        if (end - start == 1 && line[start] == '.') {
            return 0;
        }
        int count = 0;
        int from = start;
        for (int at = start; at <= end; at++) {
            if (at == end || line[at] == ',') {
                count++;
                if (count == kinds.length) {
                    kinds = Arrays.copyOf(kinds, count * 2);
                    alleleStart = Arrays.copyOf(alleleStart, count * 2);
                    alleleEnd = Arrays.copyOf(alleleEnd, count * 2);
                }
                alleleStart[count] = from;
                alleleEnd[count] = at;
                kinds[count] = kind(count, from, at);
                from = at + 1;
            }
        }
        return count;
    }

    private AlleleKind kind(int allele, int start, int end) {
        if (start == end) {
            throw badAlternate(allele, "is empty.");
        }
        byte first = line[start];
        byte last = line[end - 1];
        if (first == '<') {
            if (last != '>' || end - start < 3) {
                // A breakend may insert a whole symbolic sequence: <ctg>[chr1:5[
                if (indexOf(start, end, '[') < 0 && indexOf(start, end, ']') < 0) {
                    throw badAlternate(allele, "begins with '<' but does not end with '>'.");
                }
                return AlleleKind.BREAKEND;
            }
            String name = text(start + 1, end - 1);
            return name.equals("NON_REF") || name.equals("*")
                    ? AlleleKind.REFERENCE_BLOCK
                    : AlleleKind.SYMBOLIC;
        }
        if (first == '*' && end - start == 1) {
            return AlleleKind.SPANNING_DELETION;
        }
        boolean plain = true;
        for (int at = start; at < end; at++) {
            byte letter = line[at] < 0 ? 0 : LETTER[line[at]];
            if (letter == 0) {
                if (indexOf(start, end, '[') >= 0 || indexOf(start, end, ']') >= 0) {
                    return breakend(allele, start, end);
                }
                boolean single =
                        end - start > 1
                                && (first == '.' || last == '.')
                                && lettersOnly(
                                        first == '.' ? start + 1 : start,
                                        first == '.' ? end : end - 1);
                if (single) {
                    return AlleleKind.BREAKEND;
                }
                throw badAlternate(
                        allele,
                        "'"
                                + TranscriptFile.Lines.clip(text(start, end))
                                + "' is neither bases nor a symbol.");
            }
            plain &= letter == BASE;
        }
        return plain ? AlleleKind.BASES : AlleleKind.AMBIGUOUS_BASES;
    }

    /// A breakend has two brackets of one kind, with bases on one side of them.
    private AlleleKind breakend(int allele, int start, int end) {
        byte bracket = indexOf(start, end, '[') >= 0 ? (byte) '[' : (byte) ']';
        int open = indexOf(start, end, bracket);
        int close = indexOf(open + 1, end, bracket);
        if (close < 0
                || indexOf(close + 1, end, bracket) >= 0
                || close - open < 4
                || (open > start) == (close < end - 1)
                || indexOf(open, close, ':') < 0) {
            throw badAlternate(
                    allele,
                    "'" + TranscriptFile.Lines.clip(text(start, end)) + "' is no breakend.");
        }
        return AlleleKind.BREAKEND;
    }

    private boolean lettersOnly(int start, int end) {
        for (int at = start; at < end; at++) {
            if (line[at] < 0 || LETTER[line[at]] == 0) {
                return false;
            }
        }
        return true;
    }

    private int indexOf(int start, int end, int wanted) {
        for (int at = start; at < end; at++) {
            if (line[at] == wanted) {
                return at;
            }
        }
        return -1;
    }

    private VcfException badAlternate(int allele, String reason) {
        return bad(
                VcfException.Kind.BAD_ALT,
                "ALT",
                "allele " + allele + " " + reason,
                "Alleles are bases, '*', '<…>' or breakends, separated by commas.");
    }

    /// Compares REF with the reference.
    ///
    /// @return whether every base is known and agrees
    private boolean checkReference(int startZeroBased, int length) {
        boolean known = true;
        for (int i = 0; i < length; i++) {
            char expected = sequence.base(contig, startZeroBased + i);
            if (expected == 'N') {
                known = false;
                continue;
            }
            char found = (char) (line[columnStart[REF] + i] & 0xdf);
            if (found == expected) {
                continue;
            }
            if (!VariantNormaliser.isBase(found) || !VariantNormaliser.isBase(expected)) {
                known = false;
                continue;
            }
            throw bad(
                    VcfException.Kind.REF_MISMATCH,
                    "REF",
                    "the reference has "
                            + TranscriptFile.Lines.clip(
                                    sequence.bases(contig, startZeroBased, startZeroBased + length))
                            + " at "
                            + contig
                            + ":"
                            + (startZeroBased + 1)
                            + ", the file "
                            + TranscriptFile.Lines.clip(text(columnStart[REF], columnEnd[REF]))
                            + ".",
                    "Was the file made on another assembly, or edited?");
        }
        return known;
    }

    private void genotype(int alleles) {
        genotypeAlleles = 0;
        missingAlleles = 0;
        phased = false;
        if (copies.length <= alleles) {
            copies = new int[alleles + 8];
            firstCopy = new int[alleles + 8];
        }
        Arrays.fill(copies, 0, alleles + 1, 0);
        format();
        int start = genotypeKey < 0 ? -1 : sampleValue(genotypeKey);
        if (start < 0) {
            return;
        }
        int end = columnEnd[9];
        int at = start;
        if (at < end && (line[at] == '|' || line[at] == '/')) {
            at++; // VCF 4.4: the phasing of the first allele may be written out
        }
        while (true) {
            int number = 0;
            int digits = 0;
            boolean missing = false;
            if (at < end && line[at] == '.') {
                missing = true;
                at++;
            } else {
                while (at < end && line[at] >= '0' && line[at] <= '9' && digits < 6) {
                    number = number * 10 + line[at] - '0';
                    digits++;
                    at++;
                }
            }
            if (!missing && (digits == 0 || number > alleles)) {
                throw bad(
                        VcfException.Kind.BAD_GENOTYPE,
                        "GT",
                        digits == 0
                                ? "it is no genotype."
                                : "it names allele " + number + " of " + alleles + ".",
                        "Genotypes are allele numbers joined by '/' or '|'.");
            }
            genotypeAlleles++;
            if (missing) {
                missingAlleles++;
            } else {
                if (copies[number]++ == 0) {
                    firstCopy[number] = genotypeAlleles;
                }
            }
            if (at == end || line[at] == ':') {
                return;
            }
            if (line[at] != '/' && line[at] != '|') {
                throw bad(
                        VcfException.Kind.BAD_GENOTYPE,
                        "GT",
                        "it is no genotype.",
                        "Genotypes are allele numbers joined by '/' or '|'.");
            }
            phased |= line[at] == '|';
            at++;
        }
    }

    /// Finds the keys of FORMAT that are read.
    private void format() {
        int start = columnStart[FORMAT];
        int end = columnEnd[FORMAT];
        if (Arrays.equals(line, start, end, lastFormat, 0, lastFormat.length)
                && lastFormat.length > 0) {
            return;
        }
        if (start == end) {
            throw bad(VcfException.Kind.BAD_FIELD, "FORMAT", "it is empty.", "Write '.'.");
        }
        lastFormat = Arrays.copyOfRange(line, start, end);
        genotypeKey = -1;
        depthKey = -1;
        qualityKey = -1;
        phaseSetKey = -1;
        String[] keys = text(start, end).split(":", -1);
        for (int i = 0; i < keys.length; i++) {
            switch (keys[i]) {
                case "GT" -> genotypeKey = i;
                case "DP" -> depthKey = i;
                case "GQ" -> qualityKey = i;
                case "PS" -> phaseSetKey = i;
                default -> {}
            }
        }
    }

    /// Where a value of the sample begins, -1 if it is left out.
    private int sampleValue(int key) {
        int at = columnStart[9];
        int end = columnEnd[9];
        for (int i = 0; i < key; i++) {
            at = indexOf(at, end, ':');
            if (at < 0) {
                return -1;
            }
            at++;
        }
        return at;
    }

    private @Nullable Integer sampleNumber(int key) {
        int at = key < 0 ? -1 : sampleValue(key);
        if (at < 0) {
            return null;
        }
        int value = 0;
        int digits = 0;
        while (at < columnEnd[9] && line[at] >= '0' && line[at] <= '9' && digits < 9) {
            value = value * 10 + line[at] - '0';
            digits++;
            at++;
        }
        return digits == 0 ? null : value;
    }

    private String filter() {
        int start = columnStart[FILTER];
        int end = columnEnd[FILTER];
        if (end - start == 4
                && line[start] == 'P'
                && line[start + 1] == 'A'
                && line[start + 2] == 'S'
                && line[start + 3] == 'S') {
            return "PASS";
        }
        return text(start, end);
    }

    private String text(int start, int end) {
        return new String(line, start, end - start, StandardCharsets.UTF_8);
    }

    private String upper(int start, int end) {
        byte[] bases = Arrays.copyOfRange(line, start, end);
        for (int i = 0; i < bases.length; i++) {
            bases[i] &= (byte) 0xdf;
        }
        return new String(bases, StandardCharsets.ISO_8859_1);
    }
}
