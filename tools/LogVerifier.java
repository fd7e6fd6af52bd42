import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Verifies a transparency log in the C2SP tiles form, or one proof from it, offline.
 *
 * <p>One file, the JDK (17 or newer) and nothing else; it shares no code with the program that writes the log, so
 * that you need not trust that program. Written from docs/spec/transparency-log.md.
 *
 * <pre>
 * java LogVerifier.java DIR VKEY… [--checkpoint FILE]… [--label BASE64]… [--record FILE]…
 * java LogVerifier.java --proof FILE VKEY… [--record FILE]
 * </pre>
 *
 * With --label the entries of a person are listed. Each --record must be in the log, and under a label that was
 * given. Ends with 0 if everything holds, with 1 at the first thing that does not, with 2 if it was called wrongly.
 */
public final class LogVerifier {
    private static final Pattern ENTRY =
            Pattern.compile(
                    "opengms-entry/v1\nlabel ([A-Za-z0-9+/]{43}=)\nsequence (0|[1-9][0-9]{0,17})\nrecord ([A-Za-z0-9+/]{43}=)\n");

    private LogVerifier() {}

    /** What does not hold. */
    static final class Fault extends Exception {
        private static final long serialVersionUID = 1;

        Fault(String where, String why) {
            super(where + ": " + why);
        }
    }

    public static void main(String[] arguments) {
        System.exit(run(arguments, System.out, System.err));
    }

    public static int run(String[] arguments, PrintStream out, PrintStream err) {
        List<String> plain = new ArrayList<>();
        List<Path> checkpoints = new ArrayList<>();
        Path proof = null;
        List<Path> records = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            boolean more = i + 1 < arguments.length;
            switch (arguments[i]) {
                case "--checkpoint" -> checkpoints.add(Path.of(more ? arguments[++i] : ""));
                case "--proof" -> proof = Path.of(more ? arguments[++i] : "");
                case "--record" -> records.add(Path.of(more ? arguments[++i] : ""));
                case "--label" -> labels.add(more ? arguments[++i] : "");
                default -> plain.add(arguments[i]);
            }
        }
        if (plain.size() < (proof == null ? 2 : 1)
                || plain.get(0).startsWith("-")
                || proof != null && (records.size() > 1 || !labels.isEmpty())) {
            err.println(
                    "java LogVerifier.java DIR VKEY... [--checkpoint FILE]... [--label BASE64]... [--record FILE]...");
            err.println("java LogVerifier.java --proof FILE VKEY... [--record FILE]");
            return 2;
        }
        List<Key> keys = new ArrayList<>();
        try {
            for (String vkey : plain.subList(proof == null ? 1 : 0, plain.size())) {
                keys.add(Key.parse(vkey));
            }
        } catch (IllegalArgumentException e) {
            err.println("A key cannot be read: " + e.getMessage());
            return 2;
        }
        for (String label : labels) {
            if (!label.matches("[A-Za-z0-9+/]{43}=")) {
                err.println("A label is not the base64 of 32 bytes: " + label);
                return 2;
            }
        }
        try {
            out.println(
                    proof == null
                            ? log(Path.of(plain.get(0)), keys, checkpoints, labels, records)
                            : proof(proof, keys, records.isEmpty() ? null : records.get(0)));
            return 0;
        } catch (Fault fault) {
            out.println("FAULT " + fault.getMessage());
            return 1;
        } catch (IOException e) {
            out.println("FAULT a file cannot be read: " + e);
            return 1;
        }
    }

    // ---- Hashes (RFC 6962 section 2.1) --------------------------------------------------------

    static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] leaf(byte[] entry) {
        return sha256(new byte[] {0}, entry);
    }

    static byte[] node(byte[] left, byte[] right) {
        return sha256(new byte[] {1}, left, right);
    }

    /** The hashes of a complete subtree, folded to its root. */
    static byte[] fold(List<byte[]> hashes) {
        if (hashes.size() == 1) {
            return hashes.get(0);
        }
        int half = hashes.size() / 2;
        return node(fold(hashes.subList(0, half)), fold(hashes.subList(half, hashes.size())));
    }

    /** Roots of complete subtrees by their level; null where the size has no bit. */
    static byte[] root(byte[][] subtrees) {
        byte[] root = null;
        for (byte[] subtree : subtrees) {
            if (subtree != null) {
                root = root == null ? subtree : node(subtree, root);
            }
        }
        return root == null ? sha256() : root;
    }

    /** Standard base64, in the one way that it is written. */
    static byte[] decode(String base64) {
        byte[] bytes = Base64.getDecoder().decode(base64);
        if (!Base64.getEncoder().encodeToString(bytes).equals(base64)) {
            throw new IllegalArgumentException("not as base64 is written");
        }
        return bytes;
    }

    // ---- Keys, notes, checkpoints (C2SP signed-note, tlog-checkpoint, tlog-cosignature) -------

    static final class Key {
        final String name;
        final byte[] id;
        final int type;
        final PublicKey key;

        private Key(String name, byte[] id, int type, PublicKey key) {
            this.name = name;
            this.id = id;
            this.type = type;
            this.key = key;
        }

        static Key parse(String vkey) {
            String[] parts = vkey.split("\\+", 3);
            if (parts.length != 3) {
                throw new IllegalArgumentException(vkey + " is not NAME+ID+BASE64");
            }
            byte[] typed = decode(parts[2]);
            byte[] id =
                    Arrays.copyOf(
                            sha256((parts[0] + "\n").getBytes(StandardCharsets.UTF_8), typed), 4);
            if (typed.length != 33
                    || typed[0] != 1 && typed[0] != 4
                    || !HexFormat.of().formatHex(id).equals(parts[1])) {
                throw new IllegalArgumentException(
                        vkey + " is no Ed25519 key of a log (1) or a witness (4), or not whole");
            }
            byte[] spki = HexFormat.of().parseHex("302a300506032b6570032100" + "00".repeat(32));
            System.arraycopy(typed, 1, spki, 12, 32);
            try {
                return new Key(
                        parts[0],
                        id,
                        typed[0],
                        KeyFactory.getInstance("Ed25519")
                                .generatePublic(new X509EncodedKeySpec(spki)));
            } catch (GeneralSecurityException e) {
                throw new IllegalArgumentException(vkey + " is no point of Ed25519");
            }
        }

        boolean verifies(String text, byte[] signature) {
            byte[] message = text.getBytes(StandardCharsets.UTF_8);
            byte[] signed = signature;
            if (type == 4) {
                if (signature.length != 72) {
                    return false;
                }
                long time = ByteBuffer.wrap(signature).getLong();
                message =
                        ("cosignature/v1\ntime " + Long.toUnsignedString(time) + "\n" + text)
                                .getBytes(StandardCharsets.UTF_8);
                signed = Arrays.copyOfRange(signature, 8, 72);
            }
            try {
                Signature ed25519 = Signature.getInstance("Ed25519");
                ed25519.initVerify(key);
                ed25519.update(message);
                return signed.length == 64 && ed25519.verify(signed);
            } catch (GeneralSecurityException e) {
                return false;
            }
        }
    }

    record Checkpoint(String file, String origin, long size, String root) {}

    /** Reads a checkpoint and checks its signatures with every key. */
    static Checkpoint checkpoint(String file, String note, List<Key> keys) throws Fault {
        int blank = note.lastIndexOf("\n\n");
        if (blank < 0 || !note.endsWith("\n") || blank + 2 == note.length()) {
            throw new Fault(file, "this is no signed note");
        }
        String text = note.substring(0, blank + 1);
        String[] lines = text.split("\n");
        if (lines.length < 3 || !lines[1].matches("0|[1-9][0-9]{0,17}") || lines[0].isEmpty()) {
            throw new Fault(file, "this is no checkpoint");
        }
        boolean byTheLog = false;
        for (Key key : keys) {
            boolean found = false;
            for (String line : note.substring(blank + 2).split("\n")) {
                String[] words = line.split(" ");
                if (words.length != 3 || !words[0].equals("—")) {
                    throw new Fault(file, "a signature line is malformed");
                }
                byte[] signature;
                try {
                    signature = decode(words[2]);
                } catch (IllegalArgumentException e) {
                    throw new Fault(file, "a signature is not base64");
                }
                if (signature.length < 5
                        || !words[1].equals(key.name)
                        || !Arrays.equals(Arrays.copyOf(signature, 4), key.id)) {
                    continue;
                }
                if (!key.verifies(text, Arrays.copyOfRange(signature, 4, signature.length))) {
                    throw new Fault(file, "the signature of " + key.name + " does not verify");
                }
                found = true;
            }
            if (!found) {
                throw new Fault(file, key.name + " did not sign it");
            }
            byTheLog |= key.type == 1 && key.name.equals(lines[0]);
        }
        if (!byTheLog) {
            throw new Fault(file, "none of the keys given is the key of the log " + lines[0]);
        }
        return new Checkpoint(file, lines[0], Long.parseLong(lines[1]), lines[2]);
    }

    // ---- Tiles (C2SP tlog-tiles) ---------------------------------------------------------------

    static String path(String level, long number, int width) {
        String path = String.format(Locale.ROOT, "%03d", number % 1000);
        for (long rest = number / 1000; rest > 0; rest /= 1000) {
            path = String.format(Locale.ROOT, "x%03d/", rest % 1000) + path;
        }
        return "tile/" + level + "/" + path + (width < 256 ? ".p/" + width : "");
    }

    /** A tile's or bundle's bytes; the full one's where the partial one was removed. */
    static byte[] read(Path log, String level, long number, int width) throws Fault, IOException {
        Path exact = log.resolve(path(level, number, width));
        Path full = log.resolve(path(level, number, 256));
        if (!Files.exists(exact) && !Files.exists(full)) {
            throw new Fault(path(level, number, width), "there is no such file");
        }
        return Files.readAllBytes(Files.exists(exact) ? exact : full);
    }

    static List<byte[]> hashes(Path log, int level, long number, int width)
            throws Fault, IOException {
        byte[] bytes = read(log, Integer.toString(level), number, width);
        if (bytes.length != 32 * width && bytes.length != 32 * 256) {
            throw new Fault(
                    path(Integer.toString(level), number, width),
                    "it has " + bytes.length + " bytes instead of " + 32 * width);
        }
        List<byte[]> hashes = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            hashes.add(Arrays.copyOfRange(bytes, 32 * i, 32 * i + 32));
        }
        return hashes;
    }

    static List<byte[]> entries(Path log, long number, int width) throws Fault, IOException {
        byte[] bytes = read(log, "entries", number, width);
        List<byte[]> entries = new ArrayList<>();
        int at = 0;
        while (at + 2 <= bytes.length) {
            int length = (bytes[at] & 255) << 8 | bytes[at + 1] & 255;
            if (at + 2 + length > bytes.length) {
                break;
            }
            entries.add(Arrays.copyOfRange(bytes, at + 2, at + 2 + length));
            at += 2 + length;
        }
        int count = entries.size();
        if (at != bytes.length || count != width && count != 256) {
            throw new Fault(
                    path("entries", number, width) + ", entry " + (number * 256 + Math.min(count, width)),
                    "it holds " + count + " whole entries instead of " + width);
        }
        return entries.subList(0, width);
    }

    // ---- The whole log -------------------------------------------------------------------------

    static String log(
            Path log, List<Key> keys, List<Path> others, List<String> labels, List<Path> records)
            throws Fault, IOException {
        Map<Path, String> stated = new LinkedHashMap<>();
        for (Path record : records) {
            stated.put(record, recordHash(record));
        }
        Map<String, String> places = new HashMap<>();
        StringBuilder listed = new StringBuilder();
        List<Checkpoint> all = new ArrayList<>();
        Path own = log.resolve("checkpoint");
        if (Files.exists(own) || others.isEmpty()) {
            if (!Files.exists(own)) {
                throw new Fault("checkpoint", "there is no such file");
            }
            all.add(checkpoint("checkpoint", Files.readString(own), keys));
        }
        for (Path other : others) {
            all.add(checkpoint(other.toString(), Files.readString(other), keys));
        }
        Checkpoint latest = all.get(0);
        long size = latest.size;
        for (Checkpoint one : all) {
            if (!one.origin.equals(latest.origin)) {
                throw new Fault(one.file, "it is of another log, " + one.origin);
            }
            if (one.size > size) {
                throw new Fault(
                        latest.file,
                        "the log has " + size + " entries, but has signed " + one.size
                                + ": an old backup was restored, or entries were taken away");
            }
        }
        byte[][] subtrees = new byte[64][];
        List<List<byte[]>> open = new ArrayList<>();
        for (int level = 0; level < 8; level++) {
            open.add(new ArrayList<>());
        }
        Map<String, Long> next = new HashMap<>();
        boolean ours = false;
        compare(all, latest, 0, subtrees);
        for (long index = 0; index < size; ) {
            long number = index / 256;
            int width = (int) Math.min(256, size - index);
            List<byte[]> hashes = hashes(log, 0, number, width);
            List<byte[]> entries = entries(log, number, width);
            for (int i = 0; i < width; i++, index++) {
                String where = path("entries", number, width) + ", entry " + index;
                if (!Arrays.equals(leaf(entries.get(i)), hashes.get(i))) {
                    throw new Fault(where, "it does not have the hash that " + path("0", number, width) + " has");
                }
                Matcher entry =
                        ENTRY.matcher(new String(entries.get(i), StandardCharsets.ISO_8859_1));
                if (index == 0) {
                    ours = entry.matches();
                }
                if (ours && !entry.matches()) {
                    throw new Fault(where, "it is no entry of the form opengms-entry/v1");
                }
                if (ours) {
                    long expected = next.getOrDefault(entry.group(1), 0L);
                    if (Long.parseLong(entry.group(2)) != expected) {
                        throw new Fault(where, "it has number " + entry.group(2) + " of its person, where " + expected + " comes next");
                    }
                    next.put(entry.group(1), expected + 1);
                    if (labels.contains(entry.group(1))) {
                        listed.append("\nlabel " + entry.group(1) + ": entry " + index + ", number " + expected
                                + ", record " + entry.group(3));
                    }
                    if (labels.isEmpty() || labels.contains(entry.group(1))) {
                        places.putIfAbsent(entry.group(3), "entry " + index);
                    }
                }
                byte[] up = hashes.get(i);
                int level = 0;
                for (; subtrees[level] != null; level++) {
                    up = node(subtrees[level], up);
                    subtrees[level] = null;
                }
                subtrees[level] = up;
                compare(all, latest, index + 1, subtrees);
            }
            if (width == 256) {
                above(log, open, 1, fold(hashes), index, size);
            }
        }
        for (Map.Entry<Path, String> one : stated.entrySet()) {
            String place = places.get(one.getValue());
            if (place == null) {
                throw new Fault(
                        one.getKey().toString(),
                        "the record is not in the log" + (labels.isEmpty() ? "" : " under a label that was given"));
            }
            listed.append("\n" + one.getKey() + ": " + place);
        }
        return "OK " + latest.origin + ": " + size + " entries" + (ours ? " of " + next.size() + " persons" : "")
                + ", root " + latest.root + ", " + all.size() + " checkpoint(s), " + keys.size() + " signature(s) each"
                + listed;
    }

    /** A tile has come to an end before entry `index`: the tile above must have its root. */
    static void above(Path log, List<List<byte[]>> open, int level, byte[] root, long index, long size)
            throws Fault, IOException {
        List<byte[]> known = open.get(level);
        long number = ((index >> 8 * level) - 1) / 256;
        int width = (int) Math.min(256, (size >> 8 * level) - number * 256);
        if (!Arrays.equals(hashes(log, level, number, width).get(known.size()), root)) {
            throw new Fault(
                    path(Integer.toString(level), number, width) + ", entry " + (index - (1L << 8 * level)),
                    "its hash " + known.size() + " is not the root of the tile below it");
        }
        known.add(root);
        if (known.size() == 256) {
            byte[] whole = fold(known);
            known.clear();
            above(log, open, level + 1, whole, index, size);
        }
    }

    static void compare(List<Checkpoint> all, Checkpoint latest, long size, byte[][] subtrees) throws Fault {
        for (Checkpoint one : all) {
            if (one.size == size && !one.root.equals(Base64.getEncoder().encodeToString(root(subtrees)))) {
                throw new Fault(
                        one.file + ", entry " + size,
                        one == latest
                                ? "the entries do not have the root that was signed: the log was rewritten"
                                : "the log has signed another root of its first " + size + " entries: a split view");
            }
        }
    }

    /** The hash that the log keeps of a record with its salt. */
    static String recordHash(Path record) throws Fault, IOException {
        byte[] bytes = Files.readAllBytes(record);
        Matcher form =
                Pattern.compile("opengms-record/v1\nsalt ([A-Za-z0-9+/]{43}=)\n\n")
                        .matcher(new String(bytes, StandardCharsets.ISO_8859_1));
        if (!form.lookingAt()) {
            throw new Fault(record.toString(), "this is no record with its salt");
        }
        try {
            return Base64.getEncoder()
                    .encodeToString(
                            sha256(
                                    decode(form.group(1)),
                                    Arrays.copyOfRange(bytes, form.end(), bytes.length)));
        } catch (IllegalArgumentException e) {
            throw new Fault(record.toString(), "its salt is not base64");
        }
    }

    // ---- One proof (C2SP tlog-proof) -----------------------------------------------------------

    static String proof(Path file, List<Key> keys, Path record) throws Fault, IOException {
        String text = Files.readString(file);
        int blank = text.indexOf("\n\n");
        String[] lines = text.substring(0, Math.max(0, blank)).split("\n");
        if (lines.length < 3
                || !lines[0].equals("c2sp.org/tlog-proof@v1")
                || !lines[1].startsWith("extra ")
                || !lines[2].matches("index (0|[1-9][0-9]{0,17})")) {
            throw new Fault(file.toString(), "this is no proof with its entry");
        }
        Checkpoint signed = checkpoint(file + ", checkpoint", text.substring(blank + 2), keys);
        long index = Long.parseLong(lines[2].substring(6));
        byte[] entry;
        byte[] hash;
        try {
            entry = decode(lines[1].substring(6));
            hash = leaf(entry);
            long at = index;
            long last = signed.size - 1;
            boolean wrong = index > last;
            for (int i = 3; i < lines.length && !wrong; i++) {
                byte[] sibling = decode(lines[i]);
                wrong = last == 0 || sibling.length != 32;
                boolean left = (at & 1) == 1 || at == last;
                hash = left ? node(sibling, hash) : node(hash, sibling);
                while (left && (at & 1) == 0 && at != 0) {
                    at >>= 1;
                    last >>= 1;
                }
                at >>= 1;
                last >>= 1;
            }
            if (wrong || last != 0 || !Base64.getEncoder().encodeToString(hash).equals(signed.root)) {
                throw new Fault(file + ", entry " + index, "it does not lead to the root that was signed");
            }
        } catch (IllegalArgumentException e) {
            throw new Fault(file.toString(), "it has something that is not base64");
        }
        if (record != null) {
            Matcher logged = ENTRY.matcher(new String(entry, StandardCharsets.ISO_8859_1));
            if (!logged.matches()) {
                throw new Fault(record.toString(), "the entry is of no record");
            }
            if (!recordHash(record).equals(logged.group(3))) {
                throw new Fault(record.toString(), "the record does not have the hash that was logged");
            }
        }
        return "OK entry " + index + " of " + signed.origin + " is in the tree of " + signed.size + " entries"
                + (record == null ? "" : ", and is about this record");
    }
}
