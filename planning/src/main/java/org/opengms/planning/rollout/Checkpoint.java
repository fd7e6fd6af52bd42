package org.opengms.planning.rollout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.CRC32;

/// A file of the replications that are done, one line each, so that a certificate that was stopped
/// goes on where it was. Only the last line may be damaged, by a process or machine that died while
/// writing it; it is cut off and its replication run again.
final class Checkpoint implements AutoCloseable {
    private static final String FORMAT = "opengms-rollout-checkpoint/1";

    private final Path file;
    private final FileChannel channel;
    private final Map<Integer, PlanEvaluation.Outcome> done = new TreeMap<>();

    /// Opens a file, or begins it.
    ///
    /// @param digest of all that the outcomes depend on
    /// @throws IllegalArgumentException if the file is of another digest, or damaged before its end
    Checkpoint(Path file, String digest) {
        this.file = file;
        try {
            Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
            channel =
                    FileChannel.open(
                            file,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            try {
                resume(Files.readString(file, StandardCharsets.ISO_8859_1), digest);
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private void resume(String text, String digest) throws IOException {
        String heading = FORMAT + " " + digest;
        int at = 0;
        int number = 1;
        while (at < text.length()) {
            int end = text.indexOf('\n', at);
            String line = end < 0 ? "" : text.substring(at, end);
            boolean last = end < 0 || end == text.length() - 1;
            if (number == 1 && end >= 0 && !line.equals(heading)) {
                throw new IllegalArgumentException(
                        "OGMS-6431 %s holds the replications of something else (%s, not %s). Name another file, or remove it to begin again."
                                .formatted(file, line, heading));
            }
            boolean whole = end >= 0 && (number == 1 || take(line));
            if (!whole && !last) {
                throw new IllegalArgumentException(
                        "OGMS-6432 Line %d of %s is damaged, and others follow it. Only a last line may be. Remove the file to begin again."
                                .formatted(number, file));
            }
            if (!whole) {
                break;
            }
            at = end + 1;
            number++;
        }
        channel.truncate(at);
        channel.position(at);
        if (at == 0) {
            append(heading);
        }
    }

    /// The outcomes so far, by replication.
    synchronized Map<Integer, PlanEvaluation.Outcome> done() {
        return new TreeMap<>(done);
    }

    /// Adds an outcome.
    synchronized void add(int replication, PlanEvaluation.Outcome outcome) {
        StringBuilder line = new StringBuilder();
        line.append(replication).append('\t').append(Double.toHexString(outcome.value()));
        for (PlanEvaluation.Quarter quarter : outcome.quarters()) {
            line.append('\t')
                    .append(quarter.held() ? '+' : '-')
                    .append(Double.toHexString(quarter.load()))
                    .append(' ')
                    .append(escaped(quarter.binding()));
        }
        String body = line.toString();
        try {
            append(body + '\t' + checksum(body));
        } catch (IOException e) {
            throw failed(e);
        }
        done.put(replication, outcome);
    }

    private void append(String line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap((line + '\n').getBytes(StandardCharsets.ISO_8859_1));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private boolean take(String line) {
        int tab = line.lastIndexOf('\t');
        if (tab < 0 || !checksum(line.substring(0, tab)).equals(line.substring(tab + 1))) {
            return false;
        }
        String[] fields = line.substring(0, tab).split("\t", -1);
        List<PlanEvaluation.Quarter> quarters = new ArrayList<>();
        for (int i = 2; i < fields.length; i++) {
            int blank = fields[i].indexOf(' ');
            quarters.add(
                    new PlanEvaluation.Quarter(
                            fields[i].charAt(0) == '+',
                            unescaped(fields[i].substring(blank + 1)),
                            Double.parseDouble(fields[i].substring(1, blank))));
        }
        done.put(
                Integer.valueOf(fields[0]),
                new PlanEvaluation.Outcome(quarters, Double.parseDouble(fields[1])));
        return true;
    }

    private static String checksum(String body) {
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.ISO_8859_1));
        return "%08x".formatted(crc.getValue());
    }

    /// Everything but printable ASCII as `%` and the code, so that names never break a line.
    private static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c < 127 && c != '%') {
                out.append(c);
            } else {
                out.append("%%%04x".formatted((int) c));
            }
        }
        return out.toString();
    }

    private static String unescaped(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '%') {
                out.append((char) Integer.parseInt(text.substring(i + 1, i + 5), 16));
                i += 4;
            } else {
                out.append(text.charAt(i));
            }
        }
        return out.toString();
    }

    private UncheckedIOException failed(IOException e) {
        return new UncheckedIOException(
                "OGMS-6430 Cannot keep the finished replications in %s. Check the path, its permissions and the space left."
                        .formatted(file),
                e);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw failed(e);
        }
    }
}
