package org.opengms.transparency.note;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A text with signatures (C2SP signed-note). It says nothing until a signature has been verified
/// with a key that is trusted.
///
/// @param text what is signed, with its last newline
/// @param signatures of anybody
public record SignedNote(String text, List<NoteSignature> signatures) {
    /// The most signatures a note may have; C2SP asks for at least 16.
    public static final int MOST_SIGNATURES = 64;

    /// The longest note that is read, in bytes.
    public static final int MOST_BYTES = 1 << 16;

    public SignedNote {
        signatures = List.copyOf(signatures);
        if (!text.endsWith("\n")) {
            throw broken("its text does not end with a newline");
        }
    }

    /// Reads a note.
    ///
    /// @throws IllegalArgumentException saying what is wrong with it
    public static SignedNote parse(byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            throw broken("it has more than %d bytes".formatted(MOST_BYTES));
        }
        try {
            return parse(
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            throw broken("it is not UTF-8");
        }
    }

    /// Reads a note.
    public static SignedNote parse(String note) {
        if (note.chars().anyMatch(c -> c < ' ' && c != '\n')) {
            throw broken("it has a control character");
        }
        int blank = note.lastIndexOf("\n\n");
        if (blank < 0) {
            throw broken("no empty line separates text and signatures");
        }
        String lines = note.substring(blank + 2);
        if (lines.isEmpty()) {
            throw broken("it has no signature");
        }
        if (!lines.endsWith("\n")) {
            throw broken("its last signature line does not end with a newline");
        }
        List<NoteSignature> signatures = new ArrayList<>();
        for (String line : lines.substring(0, lines.length() - 1).split("\n", -1)) {
            if (signatures.size() == MOST_SIGNATURES) {
                throw broken("it has more than %d signatures".formatted(MOST_SIGNATURES));
            }
            signatures.add(NoteSignature.parse(line));
        }
        return new SignedNote(note.substring(0, blank + 1), signatures);
    }

    private static IllegalArgumentException broken(String why) {
        return new IllegalArgumentException(
                "OGMS-7017 A signed note cannot be read: %s. It was damaged or is something else."
                        .formatted(why));
    }

    /// What a key says of this note.
    public Signed signedBy(VerifierKey key) {
        Signed found = Signed.NOT;
        for (NoteSignature signature : signatures) {
            if (key.isOf(signature)) {
                if (!key.verifies(text, signature)) {
                    return Signed.FALSELY;
                }
                found = Signed.TRULY;
            }
        }
        return found;
    }

    /// What a key says of a note.
    public enum Signed {
        /// There is a signature of the key, and it verifies.
        TRULY,
        /// A line says it is of this key, and does not verify: the whole note is to be refused.
        FALSELY,
        /// There is none.
        NOT
    }

    /// The same text with further signatures behind those that are there; one that is there already
    /// is not repeated.
    public SignedNote with(List<NoteSignature> more) {
        List<NoteSignature> all = new ArrayList<>(signatures);
        more.stream().filter(one -> !all.contains(one)).forEach(all::add);
        return new SignedNote(text, all);
    }

    /// The bytes of the note.
    public byte[] bytes() {
        return toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        StringBuilder note = new StringBuilder(text).append('\n');
        signatures.forEach(signature -> note.append(signature).append('\n'));
        return note.toString();
    }
}
