package org.opengms.gate;

/// What the gate says, with the reason in plain words.
public sealed interface Decision {
    /// Why.
    String reason();

    /// The data may be read.
    record Permit(String reason) implements Decision {}

    /// The data may not be read.
    record Deny(String reason) implements Decision {}

    /// The rules do not decide; a person must first do what the reason says. Until then the data
    /// may not be read.
    record Abstain(String reason) implements Decision {}
}
