package org.opengms.genome;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// The lines of a VCF as bytes: plain, gzip or BGZF, recognised by content. After [#next] the line
/// lies in [#buffer] from [#start] to [#end], without its line end.
final class VcfLines implements AutoCloseable {
    /// Longest line accepted, in bytes; a line of a whole-genome trio has some thousand.
    static final int LONGEST_LINE = 1 << 26;

    private final @Nullable BgzfInput bgzf;
    private final InputStream stream;
    private byte[] buffer = new byte[1 << 16];
    private int start;
    private int end;
    private int nextStart;
    private int limit;
    private long line;

    VcfLines(Path file) throws IOException {
        PushbackInputStream in = new PushbackInputStream(Files.newInputStream(file), 18);
        byte[] head = new byte[18];
        int n = in.readNBytes(head, 0, head.length);
        in.unread(head, 0, n);
        boolean gzip = n >= 2 && head[0] == 0x1f && (head[1] & 0xff) == 0x8b;
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (!gzip && (name.endsWith(".gz") || name.endsWith(".bgz") || name.endsWith(".bgzf"))) {
            in.close();
            throw new VcfException(
                    VcfException.Kind.NOT_A_VCF,
                    0,
                    "",
                    "the file is named as gzip but does not begin as gzip does"
                            + (n == 0 ? " (it is empty)." : "."),
                    "Fetch it again, or drop the ending if it is plain text.");
        }
        if (gzip && BgzfInput.isBgzf(head, n)) {
            bgzf = new BgzfInput(in);
            stream = in;
        } else {
            bgzf = null;
            stream = gzip ? gunzip(in) : in;
        }
    }

    private static InputStream gunzip(InputStream in) throws IOException {
        try {
            return new GZIPInputStream(in, 1 << 16);
        } catch (EOFException | ZipException e) {
            in.close();
            throw BgzfInput.truncated("the gzip file is cut or damaged at its beginning.");
        }
    }

    byte[] buffer() {
        return buffer;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /// Number of the current line, counted from 1.
    long line() {
        return line;
    }

    /// Moves to the next line; false at the end of the file.
    boolean next() throws IOException {
        start = nextStart;
        int at = start;
        while (true) {
            while (at < limit) {
                if (buffer[at] == '\n') {
                    line++;
                    nextStart = at + 1;
                    end = at > start && buffer[at - 1] == '\r' ? at - 1 : at;
                    return true;
                }
                at++;
            }
            int scanned = at - start;
            if (scanned > LONGEST_LINE) {
                throw new VcfException(
                        VcfException.Kind.BAD_LINE,
                        line + 1,
                        "",
                        "the line is longer than " + LONGEST_LINE + " bytes.",
                        "Is this a VCF?");
            }
            if (!fill()) {
                if (start == limit) {
                    return false;
                }
                line++;
                nextStart = limit;
                end = buffer[limit - 1] == '\r' ? limit - 1 : limit;
                return true;
            }
            at = start + scanned;
        }
    }

    /// Moves the unfinished line to the front of the buffer and adds more content behind it.
    private boolean fill() throws IOException {
        int kept = limit - start;
        if (bgzf != null) {
            byte[] content = bgzf.next();
            if (content == null) {
                return false;
            }
            if (kept == 0) {
                buffer = content;
            } else {
                byte[] joined = Arrays.copyOfRange(buffer, start, start + kept + content.length);
                System.arraycopy(content, 0, joined, kept, content.length);
                buffer = joined;
            }
            start = 0;
            limit = kept + content.length;
            return true;
        }
        System.arraycopy(buffer, start, buffer, 0, kept);
        start = 0;
        limit = kept;
        if (buffer.length - kept < 1 << 15) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        try {
            int n = stream.read(buffer, kept, buffer.length - kept);
            if (n <= 0) {
                return false;
            }
            limit = kept + n;
            return true;
        } catch (EOFException | ZipException e) {
            throw BgzfInput.truncated("the gzip file is cut or damaged after line " + line + ".");
        }
    }

    @Override
    public void close() throws IOException {
        if (bgzf != null) {
            bgzf.close();
        }
        stream.close();
    }
}
