package org.opengms.workforce;

/// What the desks of the workforce answer.
///
/// @param <T> what is given if all is well
public sealed interface StaffAnswer<T> {
    /// It is done.
    record Done<T>(T value) implements StaffAnswer<T> {}

    /// There is no such thing for whoever asks.
    record NotFound<T>() implements StaffAnswer<T> {}

    /// Others do this.
    ///
    /// @param reason who
    record NotAllowed<T>(String reason) implements StaffAnswer<T> {}

    /// It cannot be done.
    ///
    /// @param reason with its number and what to do
    record Refused<T>(String reason) implements StaffAnswer<T> {}
}
