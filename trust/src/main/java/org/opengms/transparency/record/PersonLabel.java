package org.opengms.transparency.record;

import org.opengms.transparency.merkle.Hash;

/// What stands for a person in the log: 32 bytes that only who has the [LabelKey] can tell from
/// random ones. It is the same in all entries of that person, so that they can be counted.
///
/// @param value HMAC-SHA-256 of the person's identifier
public record PersonLabel(Hash value) {
    /// Reads the base64 of a label.
    public static PersonLabel parse(String base64) {
        return new PersonLabel(Hash.parse(base64));
    }

    /// Standard base64.
    @Override
    public String toString() {
        return value.toString();
    }
}
