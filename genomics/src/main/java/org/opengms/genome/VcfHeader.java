package org.opengms.genome;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the header of a VCF settles before the first record: that it is one, that it was made on
/// the assembly of the reference, and which column to read.
///
/// @param columns number of columns of every data line
/// @param sampleColumn column of the sample's genotypes, counted from 0
/// @param sampleName its name
record VcfHeader(int columns, int sampleColumn, String sampleName) {
    private static final List<String> FIXED =
            List.of("#CHROM", "POS", "ID", "REF", "ALT", "QUAL", "FILTER", "INFO");
    private static final Pattern ID = Pattern.compile("[<,]ID=\"?([^,>\"]+)");
    private static final Pattern LENGTH = Pattern.compile("[<,]length=\"?(\\d{1,10})[,>\"]");

    static VcfHeader read(VcfLines lines, GenomeReference reference, SampleChoice choice)
            throws IOException {
        if (!lines.next()) {
            throw new VcfException(
                    VcfException.Kind.NO_HEADER,
                    0,
                    "",
                    "the file is empty.",
                    "A VCF begins with '##fileformat=VCFv4.2' or the like.");
        }
        String first = text(lines);
        if (first.startsWith("BCF")) {
            throw new VcfException(
                    VcfException.Kind.NOT_A_VCF,
                    1,
                    "",
                    "the file is BCF, the binary form of VCF.",
                    "Convert it with 'bcftools view'.");
        }
        if (!first.startsWith("##fileformat=VCF")) {
            boolean printable = first.chars().limit(200).allMatch(c -> c == '\t' || c >= ' ');
            throw new VcfException(
                    printable ? VcfException.Kind.NO_HEADER : VcfException.Kind.NOT_A_VCF,
                    1,
                    "",
                    printable
                            ? "the first line is not '##fileformat=VCF…'."
                            : "the file is no text.",
                    "A VCF begins with '##fileformat=VCFv4.2' or the like.");
        }
        boolean lengthsAgree = false;
        String named = null;
        long namedLine = 0;
        while (lines.next()) {
            if (startsWith(lines, "##contig=")) {
                lengthsAgree |= checkContig(text(lines), lines.line(), reference);
            } else if (startsWith(lines, "##reference=")) {
                named = text(lines).substring("##reference=".length());
                namedLine = lines.line();
            } else if (!startsWith(lines, "##")) {
                if (!lengthsAgree) {
                    checkReferenceName(named, namedLine, reference);
                }
                return columns(text(lines), lines.line(), choice);
            }
        }
        throw new VcfException(
                VcfException.Kind.NO_COLUMN_LINE,
                lines.line(),
                "",
                "the file ends without a '#CHROM' line.",
                "Is it cut off?");
    }

    private static boolean startsWith(VcfLines lines, String prefix) {
        byte[] expected = prefix.getBytes(StandardCharsets.US_ASCII);
        return lines.end() - lines.start() >= expected.length
                && Arrays.equals(
                        lines.buffer(),
                        lines.start(),
                        lines.start() + expected.length,
                        expected,
                        0,
                        expected.length);
    }

    private static String text(VcfLines lines) {
        return new String(
                lines.buffer(), lines.start(), lines.end() - lines.start(), StandardCharsets.UTF_8);
    }

    /// Compares a `##contig` line with the reference.
    ///
    /// @return whether it confirms the assembly
    private static boolean checkContig(String text, long line, GenomeReference reference) {
        Matcher id = ID.matcher(text);
        if (!id.find()) {
            return false;
        }
        String name = id.group(1);
        checkAccession(name, line, reference);
        Contig contig = Contig.of(name);
        Matcher length = LENGTH.matcher(text);
        if (!length.find()) {
            return false;
        }
        long stated = Long.parseLong(length.group(1), 10);
        OptionalInt expected = reference.sequence().lengthOf(contig);
        if (expected.isEmpty() && reference.assembly().isPresent()) {
            expected = reference.assembly().get().lengthOf(contig);
        }
        if (expected.isEmpty()) {
            return false;
        }
        if (expected.getAsInt() != stated) {
            String theirs =
                    Assembly.findByLength(contig, stated)
                            .map(a -> ", as in " + a.label())
                            .orElse("");
            String ours = reference.assembly().map(a -> " (" + a.label() + ")").orElse("");
            throw new VcfException(
                    VcfException.Kind.WRONG_ASSEMBLY,
                    line,
                    "##contig",
                    "the file was made on "
                            + contig
                            + " of "
                            + stated
                            + " bases"
                            + theirs
                            + "; the reference"
                            + ours
                            + " has "
                            + expected.getAsInt()
                            + ".",
                    "Use the reference the variants were called on, or lift the file over.");
        }
        return !contig.isMitochondrial();
    }

    static void checkAccession(String name, long line, GenomeReference reference) {
        Optional<Assembly> theirs = Assembly.findByAccession(name);
        Optional<Assembly> ours = reference.assembly();
        if (theirs.isPresent() && ours.isPresent() && theirs.get() != ours.get()) {
            throw new VcfException(
                    VcfException.Kind.WRONG_ASSEMBLY,
                    line,
                    "CHROM",
                    name
                            + " is a sequence of "
                            + theirs.get().label()
                            + "; the reference is "
                            + ours.get().label()
                            + ".",
                    "Use the reference the variants were called on, or lift the file over.");
        }
    }

    private static void checkReferenceName(
            @Nullable String named, long line, GenomeReference reference) {
        Optional<Assembly> theirs =
                named == null ? Optional.empty() : Assembly.findByName(named.strip());
        Optional<Assembly> ours = reference.assembly();
        if (theirs.isPresent() && ours.isPresent() && theirs.get() != ours.get()) {
            throw new VcfException(
                    VcfException.Kind.WRONG_ASSEMBLY,
                    line,
                    "##reference",
                    "the file says it was made on "
                            + theirs.get().label()
                            + "; the reference is "
                            + ours.get().label()
                            + ".",
                    "Use the reference the variants were called on, or lift the file over.");
        }
    }

    private static VcfHeader columns(String text, long line, SampleChoice choice) {
        String[] names = text.split("\t", -1);
        for (int i = 0; i < FIXED.size(); i++) {
            if (i >= names.length || !names[i].equals(FIXED.get(i))) {
                throw new VcfException(
                        VcfException.Kind.NO_COLUMN_LINE,
                        line,
                        "",
                        "column " + (i + 1) + " of the '#CHROM' line is not " + FIXED.get(i) + ".",
                        "The header ends with a line of tab-separated column names.");
            }
        }
        if (names.length > 8 && !names[8].equals("FORMAT")) {
            throw new VcfException(
                    VcfException.Kind.NO_COLUMN_LINE,
                    line,
                    "",
                    "column 9 of the '#CHROM' line is not FORMAT.",
                    "");
        }
        int samples = Math.max(0, names.length - 9);
        if (samples == 0) {
            throw new VcfException(
                    VcfException.Kind.SAMPLE_NOT_CHOSEN,
                    line,
                    "",
                    "the file has no sample, so it holds no genotypes.",
                    "Give the file of a person, not a list of sites.");
        }
        int column =
                switch (choice) {
                    case SampleChoice.Only() -> {
                        if (samples > 1) {
                            throw new VcfException(
                                    VcfException.Kind.SAMPLE_NOT_CHOSEN,
                                    line,
                                    "",
                                    "the file has " + samples + " samples.",
                                    "Say which of them is the proband.");
                        }
                        yield 9;
                    }
                    case SampleChoice.Named(String name) -> {
                        int at = Arrays.asList(names).subList(9, names.length).indexOf(name);
                        if (at < 0) {
                            throw new VcfException(
                                    VcfException.Kind.SAMPLE_NOT_FOUND,
                                    line,
                                    "",
                                    "none of the " + samples + " samples has the name asked for.",
                                    "Compare it with the last columns of the '#CHROM' line.");
                        }
                        yield 9 + at;
                    }
                };
        return new VcfHeader(names.length, column, names[column]);
    }
}
