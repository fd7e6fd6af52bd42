package org.opengms.server.transparency;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.opengms.transparency.note.KeyKind;
import org.opengms.transparency.note.KeyName;
import org.opengms.transparency.note.Origin;
import org.opengms.transparency.note.SignerKey;
import org.opengms.transparency.record.LabelKey;
import org.opengms.transparency.tiles.TileLog;

/// The two secrets of the log: the key that signs for it, whose name is the log's origin, and the
/// key of the labels that stand for persons. Made with the log, then only read.
///
/// @param log signs checkpoints
/// @param labels makes labels
public record LogKeys(SignerKey log, LabelKey labels) {
    /// The log's name.
    public Origin origin() {
        return new Origin(log.verifier().name().value());
    }

    /// Reads the keys; makes them if there is no log yet.
    ///
    /// @throws IllegalArgumentException if they are missing where there is a log, or of another one
    ///   than is wanted
    public static LogKeys in(LogPlace place, SecureRandom random) {
        Path log = place.keys().resolve("log.key");
        Path labels = place.keys().resolve("label.key");
        boolean begun = Files.exists(place.folders().log().resolve(TileLog.CHECKPOINT));
        try {
            Files.createDirectories(place.keys());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "OGMS-7153 The folder %s cannot be made. Check the path and its permissions."
                            .formatted(place.keys()),
                    e);
        }
        if (!Files.exists(labels)) {
            requireNew(begun, labels);
            LabelKey.generate(random).write(labels);
        }
        if (!Files.exists(log)) {
            requireNew(begun, log);
            KeyName name = new KeyName(place.origin().orElseGet(() -> madeUp(random)));
            SignerKey.generate(name, KeyKind.LOG, random).write(log);
        }
        LogKeys keys = new LogKeys(SignerKey.read(log), LabelKey.read(labels));
        place.origin()
                .filter(wanted -> !wanted.equals(keys.origin().value()))
                .ifPresent(wanted -> {
                    throw new IllegalArgumentException(
                            "OGMS-7154 The log in %s is %s, not %s. Leave --log-origin out, or name another folder with --log."
                                    .formatted(place.folders().log(), keys.origin(), wanted));
                });
        return keys;
    }

    private static void requireNew(boolean begun, Path file) {
        if (begun) {
            throw new IllegalArgumentException(
                    "OGMS-7155 The key %s is gone, though there is a log. Restore it from a copy; a new one would make the log another."
                            .formatted(file));
        }
    }

    /// A name that nobody else has and that cannot be looked up.
    private static String madeUp(SecureRandom random) {
        byte[] number = new byte[8];
        random.nextBytes(number);
        return "opengms.invalid/" + HexFormat.of().formatHex(number);
    }
}
