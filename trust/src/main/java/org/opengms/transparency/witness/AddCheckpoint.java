package org.opengms.transparency.witness;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.opengms.transparency.merkle.Hash;
import org.opengms.transparency.note.Checkpoint;
import org.opengms.transparency.note.SignedNote;

/// What a log asks of a witness:
///
/// ```
/// old 20852014
/// BASE64            hashes of the consistency proof, at most 63
///
/// CHECKPOINT
/// ```
///
/// @param old entries of the checkpoint that the witness has cosigned last
/// @param proof that the new tree continues it
/// @param checkpoint the new one, signed by the log
public record AddCheckpoint(long old, List<Hash> proof, SignedNote checkpoint) {
    /// The longest request, in bytes: a note and 63 hashes.
    public static final int MOST_BYTES = SignedNote.MOST_BYTES + 4096;

    private static final int MOST_HASHES = 63;

    public AddCheckpoint {
        proof = List.copyOf(proof);
    }

    /// Reads a request.
    ///
    /// @throws IllegalArgumentException saying what is wrong with it
    public static AddCheckpoint parse(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        int blank = text.indexOf("\n\n");
        if (body.length > MOST_BYTES || !text.startsWith("old ") || blank < 0) {
            throw broken("it must have a line 'old SIZE', hashes, an empty line and a checkpoint");
        }
        List<String> lines = List.of(text.substring(0, blank).split("\n", -1));
        if (lines.size() - 1 > MOST_HASHES) {
            throw broken("it has more than %d hashes".formatted(MOST_HASHES));
        }
        List<Hash> proof = new ArrayList<>();
        lines.subList(1, lines.size()).forEach(line -> proof.add(Hash.parse(line)));
        return new AddCheckpoint(
                Checkpoint.size(lines.getFirst().substring("old ".length())),
                proof,
                SignedNote.parse(text.substring(blank + 2)));
    }

    private static IllegalArgumentException broken(String why) {
        return new IllegalArgumentException(
                "OGMS-7090 A request to a witness cannot be read: %s.".formatted(why));
    }

    /// The bytes of the request.
    public byte[] body() {
        StringBuilder text = new StringBuilder("old ").append(old).append('\n');
        proof.forEach(hash -> text.append(hash).append('\n'));
        return text.append('\n').append(checkpoint).toString().getBytes(StandardCharsets.UTF_8);
    }
}
