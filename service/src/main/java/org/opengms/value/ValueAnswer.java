package org.opengms.value;

/// What a desk answers.
///
/// @param <T> what is given if all is well
public sealed interface ValueAnswer<T> {
    /// It is done.
    record Done<T>(T value) implements ValueAnswer<T> {}

    /// There is no such thing.
    record NotFound<T>() implements ValueAnswer<T> {}

    /// Whoever asks may not.
    ///
    /// @param reason in plain words
    record NotAllowed<T>(String reason) implements ValueAnswer<T> {}

    /// It cannot be done. Nothing was, and the attempt is kept.
    ///
    /// @param reason with its number and what to do
    record Refused<T>(String reason) implements ValueAnswer<T> {}
}
