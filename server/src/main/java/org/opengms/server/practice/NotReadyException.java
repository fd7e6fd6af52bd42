package org.opengms.server.practice;

/// Work to practise on could not be brought, with the reason in plain words.
final class NotReadyException extends Exception {
    private static final long serialVersionUID = 1;

    private final String reason;

    NotReadyException(String reason) {
        super(reason);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
