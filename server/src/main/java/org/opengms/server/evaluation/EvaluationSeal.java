package org.opengms.server.evaluation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.opengms.transparency.note.KeyKind;
import org.opengms.transparency.note.KeyName;
import org.opengms.transparency.note.Origin;
import org.opengms.transparency.note.SignedNote;
import org.opengms.transparency.note.SignerKey;
import org.opengms.transparency.note.VerifierKey;

/// Signs what evaluations came to: a C2SP signed note, by a key that signs nothing else.
///
/// ```
/// opengms.org/evaluation/v1
/// 3
/// snapshot SHA-256
/// protocol SHA-256
/// report SHA-256
///
/// — ORIGIN/evaluations BASE64
/// ```
public final class EvaluationSeal {
    private static final String FIRST_LINE = "opengms.org/evaluation/v1";

    private final SignerKey key;
    private final Origin origin;

    private EvaluationSeal(SignerKey key, Origin origin) {
        this.key = key;
        this.origin = origin;
    }

    /// Reads the key from a folder; makes one if there is none.
    ///
    /// @param keys folder for its owner alone
    /// @param origin of the service's log, which names the key
    public static EvaluationSeal in(Path keys, Origin origin, SecureRandom random) {
        Path file = keys.resolve("evaluation.key");
        if (!Files.exists(file)) {
            try {
                Files.createDirectories(keys);
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "OGMS-9166 The folder %s cannot be made. Check the path and its permissions."
                                .formatted(keys),
                        e);
            }
            SignerKey.generate(new KeyName(origin.value() + "/evaluations"), KeyKind.LOG, random)
                    .write(file);
        }
        return new EvaluationSeal(SignerKey.read(file), origin);
    }

    /// Whom to believe.
    public VerifierKey verifier() {
        return key.verifier();
    }

    /// Of the service's log.
    public String origin() {
        return origin.value();
    }

    /// Signs.
    ///
    /// @param number of the evaluation
    /// @param snapshotHash SHA-256 in hexadecimal digits, as the others
    public SignedNote sign(
            int number, String snapshotHash, String protocolHash, String reportHash) {
        String text = text(number, snapshotHash, protocolHash, reportHash);
        return new SignedNote(text, List.of(key.sign(text, Instant.EPOCH)));
    }

    static String text(int number, String snapshotHash, String protocolHash, String reportHash) {
        return String.join(
                "\n",
                FIRST_LINE,
                Integer.toString(number),
                snapshotHash,
                protocolHash,
                reportHash,
                "");
    }
}
