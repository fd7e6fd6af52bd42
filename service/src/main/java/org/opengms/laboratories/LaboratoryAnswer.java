package org.opengms.laboratories;

import java.util.function.Function;

/// What the desk answers.
///
/// @param <T> what is given if all is well
public sealed interface LaboratoryAnswer<T> {
    /// It is done, or here it is.
    record Done<T>(T value) implements LaboratoryAnswer<T> {}

    /// There is no such laboratory, import or outage.
    record NotFound<T>(String words) implements LaboratoryAnswer<T> {}

    /// The actor may not.
    record NotAllowed<T>(String reason) implements LaboratoryAnswer<T> {}

    /// It cannot be done.
    ///
    /// @param reason with its number and what to do
    record Refused<T>(String reason) implements LaboratoryAnswer<T> {}

    /// What follows if all is well; else the same answer.
    default <U> LaboratoryAnswer<U> then(Function<T, LaboratoryAnswer<U>> next) {
        return switch (this) {
            case Done<T>(var value) -> next.apply(value);
            case NotFound<T>(var words) -> new NotFound<>(words);
            case NotAllowed<T>(var reason) -> new NotAllowed<>(reason);
            case Refused<T>(var reason) -> new Refused<>(reason);
        };
    }
}
