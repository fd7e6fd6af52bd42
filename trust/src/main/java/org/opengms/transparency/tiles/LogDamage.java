package org.opengms.transparency.tiles;

import java.io.Serial;

/// A log cannot be read further, for the reason told.
public final class LogDamage extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    private final transient Fault fault;

    /// @param fault what is wrong
    public LogDamage(Fault fault) {
        super(fault.toString());
        this.fault = fault;
    }

    /// What is wrong.
    public Fault fault() {
        return fault;
    }
}
