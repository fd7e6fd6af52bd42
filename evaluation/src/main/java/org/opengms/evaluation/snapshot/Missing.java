package org.opengms.evaluation.snapshot;

import java.util.Optional;

/// Why a value is not there. A value that is missing is one that says so; nothing is left blank.
public enum Missing {
    /// Nobody wrote it down.
    NOT_RECORDED("?not-recorded"),
    /// It stands in another system, and the record was not found there.
    NOT_LINKED("?not-linked"),
    /// There cannot be one: the report day of an open order.
    NOT_APPLICABLE("?not-applicable"),
    /// Whoever was asked did not wish to say.
    REFUSED("?refused");

    private final String code;

    Missing(String code) {
        this.code = code;
    }

    /// As it stands in a table.
    public String code() {
        return code;
    }

    static Optional<Missing> find(String code) {
        for (Missing reason : values()) {
            if (reason.code.equals(code)) {
                return Optional.of(reason);
            }
        }
        return Optional.empty();
    }

    /// How a column holds it: below 0.
    @SuppressWarnings("EnumOrdinal") // in memory alone
    public int stored() {
        return -1 - ordinal();
    }

    /// What a column holds below 0.
    public static Missing stored(int value) {
        return values()[-1 - value];
    }
}
