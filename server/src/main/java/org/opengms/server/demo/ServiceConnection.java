package org.opengms.server.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;

/// HTTP to one server. A server that is away is tried again, with growing pauses, until the time
/// for that is up: every request of the player may be sent twice without harm.
final class ServiceConnection implements AutoCloseable {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final HttpClient http;
    private final URI address;
    private final DemoLimits limits;
    private final Pace pace;

    ServiceConnection(URI address, DemoLimits limits, Pace pace) {
        this.address = address;
        this.limits = limits;
        this.pace = pace;
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofSeconds(10))
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .executor(Executors.newVirtualThreadPerTaskExecutor())
                        .build();
    }

    URI address() {
        return address;
    }

    DemoLimits limits() {
        return limits;
    }

    Pace pace() {
        return pace;
    }

    /// Sends a request and waits for its answer.
    ///
    /// @param method of HTTP
    /// @param target path with query, or a whole address at this server, such as a `next` link
    /// @param body empty for none
    /// @throws DemoFailure if the server stays away, or keeps answering 502 or 503
    Reply send(String method, String target, Map<String, String> headers, byte[] body)
            throws InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(resolve(target))
                        .timeout(limits.request())
                        .method(
                                method,
                                body.length == 0
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        return again(() -> {
            HttpResponse<String> answer =
                    http.send(
                            request.build(),
                            HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Reply(answer.statusCode(), answer.body());
        });
    }

    /// Does something that talks to the server until the server is there for it.
    ///
    /// @throws DemoFailure if the server stays away
    Reply again(Exchange exchange) throws InterruptedException {
        long start = pace.nanoTime();
        Duration pause = FIRST_PAUSE;
        while (true) {
            String trouble;
            try {
                Reply reply = exchange.run();
                if (reply.status() != 502 && reply.status() != 503) {
                    return reply;
                }
                trouble = "it answers with status " + reply.status();
            } catch (IOException e) {
                trouble = e.getClass().getSimpleName();
            }
            if (pace.since(start).compareTo(limits.reconnect()) >= 0) {
                throw new DemoFailure(
                        "OGMS-4802 The server at %s has been away for %d seconds (%s). Look at its log, start it again on the same data directory, and run the demo again: it goes on where it stopped."
                                .formatted(address, limits.reconnect().toSeconds(), trouble));
            }
            pace.pause(pause);
            pause = pause.multipliedBy(2);
            if (pause.compareTo(LONGEST_PAUSE) > 0) {
                pause = LONGEST_PAUSE;
            }
        }
    }

    /// An address at this server, and only at this one: tokens never go elsewhere.
    private URI resolve(String target) {
        URI resolved = address.resolve(target);
        if (!resolved.getHost().equals(address.getHost())
                || resolved.getPort() != address.getPort()) {
            throw new DemoFailure(
                    "OGMS-4803 The server at %s points to another server, %s. Start it with the address that clients use."
                            .formatted(address, resolved.getAuthority()));
        }
        return resolved;
    }

    @Override
    public void close() {
        http.close();
    }

    /// One attempt.
    @FunctionalInterface
    interface Exchange {
        Reply run() throws IOException, InterruptedException;
    }
}
