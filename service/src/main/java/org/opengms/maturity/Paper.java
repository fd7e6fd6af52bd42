package org.opengms.maturity;

import java.util.OptionalDouble;

/// What paper cost in a month or longer.
///
/// @param orders that came on paper
/// @param medianHours of the hours from the paper's receipt until it was keyed; absent of none
/// @param clerkMinutes of keying and of asking back, all together
/// @param askedBack how often something was asked back, all together
public record Paper(long orders, OptionalDouble medianHours, long clerkMinutes, long askedBack) {
    /// No paper.
    public static final Paper NONE = new Paper(0, OptionalDouble.empty(), 0, 0);
}
