package org.opengms.interpretation;

/// Something given to the interpretation is wrong and the person who gave it can mend it. The
/// message begins with a searchable code and says what is wrong, where, and what to do; never
/// personal data.
public final class InterpretationException extends RuntimeException {
    /// Kinds of error, each with its number.
    public enum Kind {
        /// The phenopacket cannot be read.
        BAD_PHENOPACKET("OGMS-0401"),
        /// The bundle has no panel of that name.
        UNKNOWN_PANEL("OGMS-0402"),
        /// The panel file cannot be read.
        BAD_PANELS("OGMS-0403"),
        /// The folder holds something else than a reference bundle.
        FOREIGN_FOLDER("OGMS-0404"),
        /// The folder holds no whole reference bundle.
        BAD_BUNDLE("OGMS-0405"),
        /// The case identifier cannot be used.
        BAD_CASE("OGMS-0406");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        /// The searchable number.
        public String code() {
            return code;
        }
    }

    private final Kind kind;

    InterpretationException(Kind kind, String text) {
        super(kind.code + " " + text);
        this.kind = kind;
    }

    InterpretationException(Kind kind, String text, Throwable cause) {
        super(kind.code + " " + text, cause);
        this.kind = kind;
    }

    /// The kind of error.
    public Kind kind() {
        return kind;
    }

    /// The searchable number, `OGMS-0402`.
    public String code() {
        return kind.code;
    }
}
