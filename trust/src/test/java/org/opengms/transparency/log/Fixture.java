package org.opengms.transparency.log;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.opengms.transparency.note.KeyKind;
import org.opengms.transparency.note.KeyName;
import org.opengms.transparency.note.Origin;
import org.opengms.transparency.note.SignerKey;
import org.opengms.transparency.record.LabelKey;
import org.opengms.transparency.record.PersonLabel;
import org.opengms.transparency.record.SaltedRecord;
import org.opengms.transparency.verify.TrustedKeys;

/// A log of made-up readings.
public final class Fixture {
    /// Names the log.
    public static final Origin ORIGIN = new Origin("log.example.org/test");

    /// Signs for it.
    public static final SignerKey KEY =
            SignerKey.ofSeed(new KeyName(ORIGIN.value()), KeyKind.LOG, bytes(1));

    /// Whoever verifies it trusts this key.
    public static final TrustedKeys KEYS = new TrustedKeys(List.of(KEY.verifier()));

    private static final LabelKey LABELS = LabelKey.of(bytes(2));

    private Fixture() {}

    static byte[] bytes(int value) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    /// The label of person `number`.
    public static PersonLabel person(int number) {
        return LABELS.label("person-" + number);
    }

    /// A record with a salt that follows from its number.
    public static SaltedRecord record(int number) {
        try {
            byte[] salt =
                    MessageDigest.getInstance("SHA-256")
                            .digest(("salt " + number).getBytes(StandardCharsets.UTF_8));
            return SaltedRecord.of(
                    salt,
                    "{\"number\":%d,\"purpose\":\"care\"}"
                            .formatted(number)
                            .getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A log on real files, integrated by hand.
    public static AppendLog open(Path folder) {
        return open(folder, Cosigner.NOBODY);
    }

    /// A log on real files, integrated by hand, whose checkpoints are cosigned.
    public static AppendLog open(Path folder, Cosigner cosigner) {
        return AppendLog.open(
                new LogFolders(folder.resolve("log"), folder.resolve("records")),
                ORIGIN,
                KEY,
                new FileLockStore(folder.resolve("lock")),
                cosigner,
                LogSettings.STANDARD.byHand());
    }

    /// Makes a log of entries in turn of three persons and closes it.
    public static void logOf(Path folder, int entries) {
        try (AppendLog log = open(folder)) {
            append(log, 0, entries);
        }
    }

    /// Appends entries and integrates them.
    public static void append(AppendLog log, int from, int to) {
        for (int i = from; i < to; i++) {
            if (i == to - 1) {
                now(log.append(person(i % 3), record(i)));
            } else {
                CompletableFuture<Promise> asked = log.append(person(i % 3), record(i));
                if (asked.isCompletedExceptionally()) {
                    throw new IllegalStateException("entry " + i + " was refused");
                }
            }
        }
        int done = 0;
        while (done < to - from) {
            done += log.integrate();
        }
    }

    /// What a future gives; waits at most half a minute.
    public static <T> T now(CompletableFuture<T> future) {
        try {
            return future.get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException problem) {
                throw problem;
            }
            throw new IllegalStateException(e);
        } catch (InterruptedException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }
}
