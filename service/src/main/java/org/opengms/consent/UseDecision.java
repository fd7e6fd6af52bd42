package org.opengms.consent;

/// What the terms of a data set say to a use.
public sealed interface UseDecision {
    /// Why, in plain words.
    String reason();

    /// The terms permit it.
    record Permit(String reason) implements UseDecision {}

    /// The terms forbid it.
    record Deny(String reason) implements UseDecision {}

    /// The terms do not decide it; a person must. Until then it is not permitted.
    record Abstain(String reason) implements UseDecision {}
}
