package org.opengms.gate;

import java.time.Instant;
import java.util.Optional;
import org.opengms.people.PersonId;

/// A reading that is reviewed, as it stands in the access log: the actor gave a justification, or
/// the log could not be written at the time.
///
/// @param id number of the entry
/// @param actor who read
/// @param organisation for which
/// @param person whose data
/// @param dataClass which data
/// @param resource which record
/// @param kind why it is reviewed
/// @param reason in the actor's words
/// @param permitted whether the gate let it through
/// @param at when
/// @param review what its review came to, if there was one
public record JustifiedAccess(
        long id,
        String actor,
        String organisation,
        PersonId person,
        DataClass dataClass,
        String resource,
        Kind kind,
        String reason,
        boolean permitted,
        Instant at,
        Optional<Review> review) {
    /// Why a reading is reviewed.
    public enum Kind {
        /// The actor read in an emergency.
        EMERGENCY,
        /// The law opened it.
        LAW,
        /// The log could not be written at the time.
        LOG_DOWN;

        /// As which kind a justification is kept.
        public static Kind of(Justification justification) {
            return switch (justification) {
                case Justification.Emergency _ -> EMERGENCY;
                case Justification.Law _ -> LAW;
            };
        }
    }

    /// What somebody else makes of it.
    ///
    /// @param outcome whether it was right
    /// @param words why
    /// @param by who reviewed
    /// @param at when
    public record Review(Outcome outcome, String words, String by, Instant at) {}

    /// Whether a reading was right.
    public enum Outcome {
        JUSTIFIED,
        NOT_JUSTIFIED,
        PASSED_ON
    }
}
