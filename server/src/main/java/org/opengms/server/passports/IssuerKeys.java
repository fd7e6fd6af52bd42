package org.opengms.server.passports;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// The keys of trusted issuers, fetched when they are needed and kept for an hour. An address is
/// asked at most once in five minutes, whatever tokens say, and what it answers is bounded in time
/// and size. It is only ever given addresses of the allow-list.
public final class IssuerKeys {
    private static final Duration KEPT = Duration.ofHours(1);
    private static final Duration BETWEEN = Duration.ofMinutes(5);
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(3);
    private static final int LARGEST_BYTES = 1 << 18;

    private final HttpClient http;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<URI, Known> known = new HashMap<>();

    private record Known(Instant asked, JWKSet keys) {}

    public IssuerKeys(Clock clock) {
        this.http =
                HttpClient.newBuilder()
                        .connectTimeout(ANSWERS_WITHIN)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
        this.clock = clock;
    }

    /// A key by its identifier.
    Optional<JWK> find(URI address, String kid) throws Unacceptable {
        lock.lock();
        try {
            Instant now = clock.instant();
            Known kept = known.get(address);
            boolean isFresh = kept != null && now.isBefore(kept.asked().plus(KEPT));
            boolean isKnown = kept != null && kept.keys().getKeyByKeyId(kid) != null;
            boolean mayAsk = kept == null || !now.isBefore(kept.asked().plus(BETWEEN));
            if (mayAsk && (!isFresh || !isKnown)) {
                kept = new Known(now, new JWKSet());
                known.put(address, kept);
                kept = new Known(now, fetch(address));
                known.put(address, kept);
            }
            return kept == null
                    ? Optional.empty()
                    : Optional.ofNullable(kept.keys().getKeyByKeyId(kid));
        } finally {
            lock.unlock();
        }
    }

    private JWKSet fetch(URI address) throws Unacceptable {
        try {
            HttpResponse<InputStream> answer =
                    http.send(
                            HttpRequest.newBuilder(address)
                                    .timeout(ANSWERS_WITHIN)
                                    .header("Accept", "application/json")
                                    .build(),
                            HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                byte[] json = body.readNBytes(LARGEST_BYTES + 1);
                if (answer.statusCode() != 200 || json.length > LARGEST_BYTES) {
                    throw new Unacceptable("The issuer's keys could not be fetched. Try later.");
                }
                return StrictJws.keys(json);
            }
        } catch (IOException failed) {
            throw new Unacceptable("The issuer's keys could not be fetched. Try later.");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Unacceptable("The issuer's keys could not be fetched. Try later.");
        }
    }
}
