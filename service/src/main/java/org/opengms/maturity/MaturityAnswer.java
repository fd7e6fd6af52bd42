package org.opengms.maturity;

/// What becomes of a wish.
///
/// @param <T> what is kept
public sealed interface MaturityAnswer<T> {
    /// It is kept.
    record Kept<T>(T value) implements MaturityAnswer<T> {}

    /// The actor may not.
    record NotAllowed<T>(String reason) implements MaturityAnswer<T> {}

    /// There is no such thing, or none that the actor may know of.
    record NotFound<T>(String reason) implements MaturityAnswer<T> {}

    /// It cannot be so.
    record Refused<T>(String reason) implements MaturityAnswer<T> {}
}
