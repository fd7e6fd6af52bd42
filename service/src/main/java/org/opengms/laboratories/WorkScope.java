package org.opengms.laboratories;

import java.util.Locale;
import java.util.Optional;

/// What a list of work claims to be.
public enum WorkScope {
    /// The complete list: an open order of the list before that is not in it is gone. It may hold
    /// reported orders too.
    COMPLETE,
    /// Closed orders only, for the history of turnaround: open orders stay as they were.
    HISTORY;

    /// As addresses and messages spell it.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The scope of a code.
    public static Optional<WorkScope> of(String code) {
        for (WorkScope scope : values()) {
            if (scope.code().equals(code)) {
                return Optional.of(scope);
            }
        }
        return Optional.empty();
    }
}
