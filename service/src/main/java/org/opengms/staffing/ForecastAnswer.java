package org.opengms.staffing;

/// What the desk answers.
///
/// @param <T> what is given if all is well
public sealed interface ForecastAnswer<T> {
    /// It is done, or here it is.
    record Done<T>(T value) implements ForecastAnswer<T> {}

    /// There is no such job.
    record NotFound<T>() implements ForecastAnswer<T> {}

    /// The actor may not.
    record NotAllowed<T>(String reason) implements ForecastAnswer<T> {}

    /// It cannot be done.
    ///
    /// @param part what of the question is wrong
    /// @param words what is wrong and what to do
    record Refused<T>(ForecastQuestion.Part part, String words) implements ForecastAnswer<T> {}
}
