package org.opengms.server.command;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.opengms.transparency.witness.AddCheckpoint;
import org.opengms.transparency.witness.Witness;
import org.opengms.transparency.witness.WitnessAnswer;

/// A witness that listens: `POST /add-checkpoint` (C2SP tlog-witness), and nothing else.
final class WitnessServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
    private final Witness witness;

    /// Begins to listen.
    ///
    /// @param address port 0 for any that is free
    WitnessServer(Witness witness, InetSocketAddress address) throws IOException {
        this.witness = witness;
        this.server = HttpServer.create(address, 0);
        server.createContext("/", this::answer);
        server.setExecutor(requests);
        server.start();
    }

    /// Where it listens.
    int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestURI().getPath().equals("/add-checkpoint")) {
                send(exchange, 404, "text/plain; charset=utf-8", "No such address.\n");
                return;
            }
            if (!exchange.getRequestMethod().equals("POST")) {
                send(exchange, 405, "text/plain; charset=utf-8", "POST is asked for.\n");
                return;
            }
            byte[] body = exchange.getRequestBody().readNBytes(AddCheckpoint.MOST_BYTES + 1);
            switch (witness.add(body)) {
                case WitnessAnswer.Cosigned given -> {
                    StringBuilder lines = new StringBuilder();
                    given.signatures().forEach(line -> lines.append(line).append('\n'));
                    send(exchange, 200, "text/plain; charset=utf-8", lines.toString());
                }
                case WitnessAnswer.OtherSize other ->
                        send(exchange, 409, "text/x.tlog.size", other.size() + "\n");
                case WitnessAnswer.Refused refused ->
                        send(
                                exchange,
                                refused.reason().status(),
                                "text/plain; charset=utf-8",
                                refused.words() + "\n");
            }
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String text)
            throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        requests.close();
    }
}
