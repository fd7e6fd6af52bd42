package org.opengms.fhir;

/// A message from outside that cannot be used. Carries no personal data, so that it may be logged
/// and shown.
public final class FhirProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final String code;
    private final String path;
    private final String words;
    private final String advice;

    /// What is wrong with the message, whatever the transport makes of it.
    public enum Kind {
        /// Not readable at all: not JSON, or not the resource that belongs here.
        UNREADABLE,
        /// Readable, but its content cannot be used.
        INVALID,
        /// Speaks of something that does not exist.
        NOT_FOUND,
        /// Somebody else changed the thing first.
        CONFLICT,
        /// Larger or deeper than is taken.
        TOO_LARGE
    }

    /// @param kind what is wrong
    /// @param code to search for, such as `OGMS-3101`
    /// @param path where, as FHIRPath, or line and column of the text
    /// @param words why, in plain words
    /// @param advice what to do
    public FhirProblem(Kind kind, String code, String path, String words, String advice) {
        this.kind = kind;
        this.code = code;
        this.path = path;
        this.words = words;
        this.advice = advice;
    }

    static FhirProblem invalid(String code, String path, String words, String advice) {
        return new FhirProblem(Kind.INVALID, code, path, words, advice);
    }

    /// Code, place, words and advice.
    @Override
    public String getMessage() {
        return code + " " + path + ": " + words + " " + advice;
    }

    public Kind kind() {
        return kind;
    }

    /// The number to search for, such as `OGMS-3101`.
    public String code() {
        return code;
    }

    /// Where, as FHIRPath, or line and column of the text.
    public String path() {
        return path;
    }

    /// Why, in plain words.
    public String words() {
        return words;
    }

    /// What to do.
    public String advice() {
        return advice;
    }
}
