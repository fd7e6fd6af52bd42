package org.opengms.server.passports;

/// A token that is not accepted; the message says why and holds nothing of it but its own codes.
final class Unacceptable extends Exception {
    private static final long serialVersionUID = 1;

    Unacceptable(String reason) {
        super(reason);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
