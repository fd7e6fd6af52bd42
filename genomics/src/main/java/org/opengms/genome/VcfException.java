package org.opengms.genome;

/// A VCF is refused: names the line, the field, the reason and what to do.
public final class VcfException extends GenomeInputException {
    /// Kinds of error, each with its number.
    public enum Kind {
        /// Named as gzip but is not, or is no text.
        NOT_A_VCF("OGMS-0101"),
        /// The compressed file ends early or is damaged.
        TRUNCATED("OGMS-0102"),
        /// No `##fileformat=VCF` line first.
        NO_HEADER("OGMS-0103"),
        /// No `#CHROM` line, or a wrong one.
        NO_COLUMN_LINE("OGMS-0104"),
        /// Made on another assembly than the reference.
        WRONG_ASSEMBLY("OGMS-0105"),
        /// No record lies on a contig of the reference.
        UNKNOWN_CONTIGS("OGMS-0106"),
        /// The sample asked for is not in the file.
        SAMPLE_NOT_FOUND("OGMS-0107"),
        /// Several samples and no choice, or none at all.
        SAMPLE_NOT_CHOSEN("OGMS-0108"),
        /// A data line has too few or too many columns, or is too long.
        BAD_LINE("OGMS-0109"),
        /// POS is no position on the contig.
        BAD_POS("OGMS-0110"),
        /// REF is no sequence of bases.
        BAD_REF("OGMS-0111"),
        /// ALT is no allele.
        BAD_ALT("OGMS-0112"),
        /// GT is no genotype of this record.
        BAD_GENOTYPE("OGMS-0113"),
        /// REF disagrees with the reference sequence.
        REF_MISMATCH("OGMS-0114"),
        /// CHROM or FILTER or FORMAT is empty or malformed.
        BAD_FIELD("OGMS-0115");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        /// The searchable number.
        public String code() {
            return code;
        }
    }

    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final long line;
    private final String field;

    VcfException(Kind kind, long line, String field, String reason, String advice) {
        super(kind.code(), where(line, field), reason, advice);
        this.kind = kind;
        this.line = line;
        this.field = field;
    }

    private static String where(long line, String field) {
        return "VCF"
                + (line > 0 ? " line " + line : "")
                + (field.isEmpty() ? "" : (line > 0 ? ", " : " ") + field);
    }

    /// The kind of error.
    public Kind kind() {
        return kind;
    }

    /// Line of the (uncompressed) file, counted from 1; 0 where the file as a whole is wrong.
    public long line() {
        return line;
    }

    /// The column at fault (`POS`, `REF` …), or empty.
    public String field() {
        return field;
    }
}
