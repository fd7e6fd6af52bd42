package org.opengms.dataset;

/// Whether something is so, as far as an order tells (Kleene's three-valued logic).
public enum Truth {
    YES,
    NO,
    /// The order does not say.
    CANNOT_TELL;

    /// Yes or no.
    public static Truth of(boolean isSo) {
        return isSo ? YES : NO;
    }

    /// The opposite; what cannot be told stays so.
    public Truth not() {
        return switch (this) {
            case YES -> NO;
            case NO -> YES;
            case CANNOT_TELL -> CANNOT_TELL;
        };
    }
}
