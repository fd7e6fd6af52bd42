package org.opengms.transparency.note;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/// One signature line of a note: `— NAME BASE64(key id ‖ signature)`.
public final class NoteSignature {
    static final String DASH = "— ";

    private final KeyName name;
    private final int keyId;
    private final byte[] bytes;

    NoteSignature(KeyName name, int keyId, byte[] bytes) {
        this.name = name;
        this.keyId = keyId;
        this.bytes = bytes.clone();
    }

    /// Reads a signature line.
    ///
    /// @param line without its newline
    /// @throws IllegalArgumentException saying what is wrong with it
    public static NoteSignature parse(String line) {
        if (!line.startsWith(DASH)) {
            throw broken("it does not begin with an em dash and a space");
        }
        String rest = line.substring(DASH.length());
        int space = rest.indexOf(' ');
        if (space < 1) {
            throw broken("it has no name and signature");
        }
        byte[] decoded;
        try {
            decoded = Base64.getDecoder().decode(rest.substring(space + 1));
        } catch (IllegalArgumentException e) {
            throw broken("its signature is not base64");
        }
        if (decoded.length < Integer.BYTES + 1) {
            throw broken("its signature has only %d bytes".formatted(decoded.length));
        }
        NoteSignature signature =
                new NoteSignature(
                        new KeyName(rest.substring(0, space)),
                        ByteBuffer.wrap(decoded).getInt(),
                        Arrays.copyOfRange(decoded, Integer.BYTES, decoded.length));
        if (!signature.toString().equals(line)) {
            throw broken("its signature is written in another way than base64 writes it");
        }
        return signature;
    }

    private static IllegalArgumentException broken(String why) {
        return new IllegalArgumentException(
                "OGMS-7016 A signature line of a note cannot be read: %s. The note was damaged or made by another format."
                        .formatted(why));
    }

    /// Who it says has signed.
    public KeyName name() {
        return name;
    }

    /// Which of their keys.
    public int keyId() {
        return keyId;
    }

    /// The signature behind the key id.
    byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NoteSignature signature && toString().equals(signature.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    /// The line without its newline.
    @Override
    public String toString() {
        byte[] all =
                ByteBuffer.allocate(Integer.BYTES + bytes.length).putInt(keyId).put(bytes).array();
        return DASH + name + " " + Base64.getEncoder().encodeToString(all);
    }
}
