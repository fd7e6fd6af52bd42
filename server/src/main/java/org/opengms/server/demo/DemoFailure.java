package org.opengms.server.demo;

/// The demonstration cannot go on. The message says what, where and what to do, and names no
/// patient.
public final class DemoFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    DemoFailure(String message) {
        super(message);
    }

    DemoFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /// Never absent.
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
