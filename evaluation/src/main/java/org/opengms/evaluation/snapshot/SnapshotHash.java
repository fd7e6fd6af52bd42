package org.opengms.evaluation.snapshot;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.opengms.datafile.DataFile;
import org.opengms.transparency.record.CanonicalJson;

/// The hash of a snapshot.
final class SnapshotHash {
    static final String FORMAT = "opengms-evaluation-snapshot-1";

    private static final DataFile<Hashed> FILE =
            new DataFile<>(Hashed.class, "a description to be hashed", "OGMS-9032", h -> h);

    private record Hashed(
            String format, SnapshotDescription snapshot, Map<String, String> tables) {}

    private SnapshotHash() {}

    static String of(SnapshotDescription description, Map<String, String> tables) {
        String text = FILE.line(new Hashed(FORMAT, description, new TreeMap<>(tables)));
        return HexFormat.of().formatHex(sha256().digest(CanonicalJson.of(text)));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
