package org.opengms.genome;

/// A source of a reference bundle, or the bundle itself, is wrong.
public final class ReferenceException extends GenomeInputException {
    /// Kinds of error, each with its number.
    public enum Kind {
        /// The folder holds no bundle.
        NO_BUNDLE("OGMS-0201"),
        /// A bundle file is foreign, cut or changed.
        DAMAGED_BUNDLE("OGMS-0202"),
        /// The bundle was written by another format version.
        FORMAT_VERSION("OGMS-0203"),
        /// The FASTA cannot be read.
        BAD_FASTA("OGMS-0210"),
        /// The transcript file cannot be read.
        BAD_TRANSCRIPTS("OGMS-0220"),
        /// The HGNC complete set cannot be read.
        BAD_HGNC("OGMS-0230"),
        /// Sources do not belong together.
        SOURCES_DISAGREE("OGMS-0240");

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

    ReferenceException(Kind kind, String where, String reason, String advice) {
        super(kind.code(), where, reason, advice);
        this.kind = kind;
    }

    /// The kind of error.
    public Kind kind() {
        return kind;
    }
}
