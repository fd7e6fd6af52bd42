package org.opengms.safeguards;

/// What became of something that a clinician wished to record.
public sealed interface SafeguardOutcome {
    /// It is recorded and holds from now.
    ///
    /// @param id of the proxy or the withholding; empty for protection of an address
    record Recorded(String id) implements SafeguardOutcome {}

    /// It is not recorded.
    ///
    /// @param field which part is wrong, as forms call it
    /// @param reason what to change, in plain words
    record Refused(String field, String reason) implements SafeguardOutcome {}

    /// The actor does not record this of the person.
    record NotYours(String reason) implements SafeguardOutcome {}

    /// There is no such person, proxy or withholding.
    record NotFound() implements SafeguardOutcome {}
}
