package org.opengms.server.demo;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Keeps a token until a minute before it expires, and fetches one at a time.
abstract class CachedToken implements TokenSource {
    private static final Duration MARGIN = Duration.ofMinutes(1);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Pace pace;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Token held;

    /// @param goodUntilNanos by [Pace#nanoTime()]
    private record Token(String value, long goodUntilNanos) {
        @Override
        public String toString() {
            return "Token[…]";
        }
    }

    CachedToken(Pace pace) {
        this.pace = pace;
    }

    /// Gets the token endpoint's answer.
    abstract Reply fetch() throws InterruptedException;

    /// Who this is, for messages.
    abstract String who();

    @Override
    public final String token() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            Token token = held;
            if (token == null || pace.nanoTime() - token.goodUntilNanos() >= 0) {
                token = read(fetch());
                held = token;
            }
            return token.value();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public final void forget() {
        lock.lock();
        try {
            held = null;
        } finally {
            lock.unlock();
        }
    }

    private Token read(Reply reply) {
        if (!reply.isGood()) {
            throw new DemoFailure(
                    "OGMS-4804 The authorisation server gave %s no token: status %d. Maybe the data directory is not the one that the server runs on."
                            .formatted(who(), reply.status()));
        }
        try {
            JsonNode answer = JSON.readTree(reply.text());
            String value = answer.path("access_token").asString("");
            Duration life = Duration.ofSeconds(answer.path("expires_in").asLong(300));
            if (value.isEmpty()) {
                throw new DemoFailure(
                        "OGMS-4804 The authorisation server's answer to %s holds no access_token."
                                .formatted(who()));
            }
            return new Token(value, pace.nanoTime() + life.minus(MARGIN).toNanos());
        } catch (JacksonException e) {
            throw new DemoFailure(
                    "OGMS-4804 The authorisation server's answer to %s is not JSON."
                            .formatted(who()),
                    e);
        }
    }
}
