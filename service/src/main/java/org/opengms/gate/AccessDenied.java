package org.opengms.gate;

/// The gate said no; the message is the reason in plain words and holds no personal data.
public final class AccessDenied extends Exception {
    private static final long serialVersionUID = 1;

    AccessDenied(String reason) {
        super(reason);
    }

    /// Why, in plain words.
    public String reason() {
        String reason = getMessage();
        return reason == null ? "" : reason;
    }
}
