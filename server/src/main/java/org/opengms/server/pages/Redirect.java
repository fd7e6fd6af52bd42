package org.opengms.server.pages;

import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/// Sends the browser on after a form was taken, so that reloading does not send it again.
final class Redirect {
    private Redirect() {}

    static ResponseEntity<String> to(String path) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create(path)).build();
    }
}
