package org.opengms.transparency.note;

/// What a key signs: the signature types of C2SP signed-note that are used here.
public enum KeyKind {
    /// Ed25519 over the text: a log (type 0x01).
    LOG((byte) 0x01),
    /// Ed25519 over text and time: a witness (type 0x04, cosignature/v1).
    WITNESS((byte) 0x04);

    private final byte code;

    KeyKind(byte code) {
        this.code = code;
    }

    byte code() {
        return code;
    }

    static KeyKind of(byte code) {
        for (KeyKind kind : values()) {
            if (kind.code == code) {
                return kind;
            }
        }
        throw new IllegalArgumentException(
                "OGMS-7010 A key has signature type 0x%02x. Known are 0x01 (Ed25519, a log) and 0x04 (cosignature/v1, a witness)."
                        .formatted(code));
    }
}
