package org.opengms.dialogue;

/// What the desk answers.
///
/// @param <T> what is given if all is well
public sealed interface DialogueAnswer<T> {
    /// It is done.
    record Done<T>(T value) implements DialogueAnswer<T> {}

    /// There is no such consultation or answer.
    record NotFound<T>(String words) implements DialogueAnswer<T> {}

    /// It cannot be done.
    ///
    /// @param field of the form that must be mended; empty if none
    /// @param reason with its number and what to do
    record Refused<T>(String field, String reason) implements DialogueAnswer<T> {}
}
