package org.opengms.outputs;

import java.time.Instant;

/// Something that happened to a request for release. The history is added to and never changed; how
/// the request stands follows from it.
///
/// @param number from 1, without gaps
/// @param what happened
/// @param at when
/// @param by the id of an actor, or [#RULES]
/// @param words why, or what was asked or answered
public record OutputEvent(int number, What what, Instant at, String by, String words) {
    /// Stands where nobody acted.
    public static final String RULES = "rules";

    /// What can happen.
    public enum What {
        PREPARED,
        /// Choices of participants changed: it was counted again.
        RECOMPUTED,
        /// The rules have said what they find.
        JUDGED,
        WAITING_FOR_CHECKERS,
        APPROVED_BY_CHECKER,
        REFUSED_BY_CHECKER,
        RETURNED_WITH_QUESTIONS,
        ANSWERED,
        RELEASED,
        REFUSED,
        WITHDRAWN,
        SUPERSEDED,
        FETCHED;

        /// Whether it is what a checker made of it.
        boolean isVerdict() {
            return this == APPROVED_BY_CHECKER || this == REFUSED_BY_CHECKER;
        }
    }
}
