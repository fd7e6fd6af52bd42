package org.opengms.phenotype;

/// Something in a phenotype file or identifier is wrong and the person who supplied it can mend it.
/// The message begins with the code, says what is wrong, where, and what to do.
public final class PhenotypeException extends RuntimeException {
    private final String code;

    /// @param code searchable code, for example `OGMS-0301`
    /// @param text what is wrong, where, and what to do; never personal data
    public PhenotypeException(String code, String text) {
        super(code + " " + text);
        this.code = code;
    }

    /// @param code searchable code
    /// @param text what is wrong, where, and what to do
    /// @param cause what made it fail
    public PhenotypeException(String code, String text, Throwable cause) {
        super(code + " " + text, cause);
        this.code = code;
    }

    /// The searchable code the message begins with.
    public String code() {
        return code;
    }
}
