package org.opengms.genome;

import java.util.Objects;

/// An input of the genome engine is wrong: says what, where, why and what to do. The message begins
/// with a code that can be searched for (`OGMS-0105 …`) and never holds personal data.
public abstract sealed class GenomeInputException extends RuntimeException
        permits VcfException, ReferenceException {
    private final String code;
    private final String where;
    private final String reason;
    private final String advice;

    GenomeInputException(String code, String where, String reason, String advice) {
        super(code + " " + where + ": " + reason + (advice.isEmpty() ? "" : " " + advice));
        this.code = code;
        this.where = where;
        this.reason = reason;
        this.advice = advice;
    }

    /// The whole message: code, place, reason, advice.
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    /// The number of this kind of error, `OGMS-0105`.
    public String code() {
        return code;
    }

    /// The place: file kind, line and field.
    public String where() {
        return where;
    }

    /// What is wrong there.
    public String reason() {
        return reason;
    }

    /// What to do about it; may be empty.
    public String advice() {
        return advice;
    }
}
