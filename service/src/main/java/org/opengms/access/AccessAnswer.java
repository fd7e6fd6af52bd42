package org.opengms.access;

/// What the desk answers.
///
/// @param <T> what is given if all is well
public sealed interface AccessAnswer<T> {
    /// It is done.
    record Done<T>(T value) implements AccessAnswer<T> {}

    /// There is no such project for whoever asks.
    record NotFound<T>() implements AccessAnswer<T> {}

    /// It cannot be done. The attempt is kept.
    ///
    /// @param reason with its number and what to do
    record Refused<T>(String reason) implements AccessAnswer<T> {}
}
