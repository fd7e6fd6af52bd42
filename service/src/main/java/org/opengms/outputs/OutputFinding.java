package org.opengms.outputs;

/// What the rules say of a part of an output.
///
/// @param place which cell, line or number
/// @param weight what follows
/// @param words what is wrong and what helps; for the team to read, so they tell no small number
public record OutputFinding(String place, Weight weight, String words) {
    /// What follows from a finding.
    public enum Weight {
        /// The part is left out of what is released.
        LEFT_OUT,
        /// A checker must look at it.
        TO_BE_LOOKED_AT,
        /// The output cannot be released.
        AGAINST
    }
}
