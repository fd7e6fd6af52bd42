package org.opengms.server.pages;

/// The answer to a wish to see one thing.
///
/// @param <T> what is shown
public sealed interface Lookup<T> {
    /// Here it is.
    record Found<T>(T value) implements Lookup<T> {}

    /// There is no such thing.
    record Missing<T>() implements Lookup<T> {}

    /// It may not be seen; the reason is in plain words.
    record Denied<T>(String reason) implements Lookup<T> {}
}
