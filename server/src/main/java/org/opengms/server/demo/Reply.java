package org.opengms.server.demo;

/// What the server answered.
///
/// @param status of HTTP
/// @param text as received
record Reply(int status, String text) {
    boolean isGood() {
        return status >= 200 && status < 300;
    }

    /// Never the body: it may be personal data.
    @Override
    public String toString() {
        return "Reply[" + status + ", " + text.length() + " characters]";
    }
}
