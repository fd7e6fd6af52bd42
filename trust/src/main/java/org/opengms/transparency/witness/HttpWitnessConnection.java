package org.opengms.transparency.witness;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.opengms.transparency.note.Checkpoint;
import org.opengms.transparency.note.NoteSignature;
import org.opengms.transparency.witness.WitnessAnswer.Reason;

/// A witness over HTTP: `POST PREFIX/add-checkpoint` (C2SP tlog-witness).
public final class HttpWitnessConnection implements WitnessConnection {
    /// The longest answer that is read, in bytes.
    private static final int MOST_BYTES = 1 << 16;

    private final HttpClient client;
    private final URI address;

    /// @param submissionPrefix of the witness, with or without a slash at its end
    public HttpWitnessConnection(HttpClient client, URI submissionPrefix) {
        this.client = client;
        String prefix = submissionPrefix.toString();
        this.address = URI.create(prefix + (prefix.endsWith("/") ? "" : "/") + "add-checkpoint");
    }

    @Override
    public WitnessAnswer add(AddCheckpoint request, Duration within)
            throws IOException, InterruptedException {
        HttpResponse<InputStream> response =
                client.send(
                        HttpRequest.newBuilder(address)
                                .timeout(within)
                                .POST(HttpRequest.BodyPublishers.ofByteArray(request.body()))
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream());
        String body;
        try (InputStream in = response.body()) {
            body = new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        }
        try {
            return answer(response, body);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static WitnessAnswer answer(HttpResponse<InputStream> response, String body)
            throws IOException {
        if (response.statusCode() == 200) {
            if (!body.endsWith("\n")) {
                throw new IOException("its answer has no signature line");
            }
            List<String> lines = List.of(body.substring(0, body.length() - 1).split("\n", -1));
            return new WitnessAnswer.Cosigned(lines.stream().map(NoteSignature::parse).toList());
        }
        boolean size =
                response.statusCode() == 409
                        && response.headers()
                                .firstValue("Content-Type")
                                .map(type -> type.startsWith("text/x.tlog.size"))
                                .orElse(false);
        if (size) {
            return new WitnessAnswer.OtherSize(Checkpoint.size(body.strip()));
        }
        for (Reason reason : Reason.values()) {
            if (reason.status() == response.statusCode()) {
                return new WitnessAnswer.Refused(reason, "HTTP " + response.statusCode());
            }
        }
        throw new IOException("it answered HTTP " + response.statusCode());
    }
}
