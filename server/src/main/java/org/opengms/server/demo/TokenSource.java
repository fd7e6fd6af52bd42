package org.opengms.server.demo;

/// Where a client has its access token from.
interface TokenSource {
    /// A token that is good for the next minute at least.
    String token() throws InterruptedException;

    /// The server did not take the last token: the next one will be new.
    void forget();
}
