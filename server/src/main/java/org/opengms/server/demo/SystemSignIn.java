package org.opengms.server.demo;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/// A system signs in with its secret (OAuth 2.0 client credentials, RFC 6749 section 4.4).
final class SystemSignIn extends CachedToken {
    private final ServiceConnection connection;
    private final String clientId;
    private final String secret;

    SystemSignIn(ServiceConnection connection, String clientId, String secret) {
        super(connection.pace());
        this.connection = connection;
        this.clientId = clientId;
        this.secret = secret;
    }

    @Override
    String who() {
        return "system " + clientId;
    }

    @Override
    Reply fetch() throws InterruptedException {
        String basic =
                Base64.getEncoder()
                        .encodeToString((clientId + ":" + secret).getBytes(StandardCharsets.UTF_8));
        return connection.send(
                "POST",
                "/oauth2/token",
                Map.of(
                        "Authorization",
                        "Basic " + basic,
                        "Content-Type",
                        "application/x-www-form-urlencoded"),
                "grant_type=client_credentials".getBytes(StandardCharsets.UTF_8));
    }
}
