package org.opengms.orders;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A step in the life of a genome that is kept behind the conventional test of an order. Steps are
/// appended and never changed; the last says how it stands.
///
/// @param at when
/// @param by who, as shown to those who work on the order
/// @param organisation for which they act, as ODS code, or `service`
/// @param kind what became of it
/// @param words that a person gave with it; may be empty
/// @param followUp the order that it became, where it did
public record StandingStep(
        Instant at,
        String by,
        String organisation,
        Kind kind,
        String words,
        Optional<OrderId> followUp) {
    /// How long after the negative report a genome that is due may not be an order yet. It takes
    /// seconds, and what fails is tried again within the hour; after a day nobody is to rely on
    /// that any more. A choice of this service, for want of a published standard.
    public static final Duration OVERDUE_AFTER = Duration.ofHours(24);

    /// Whether the genome has been due for longer than ordering it may take.
    public boolean isOverdue(Instant now) {
        return kind == Kind.DUE && at.isBefore(now.minus(OVERDUE_AFTER));
    }

    /// What becomes of a genome that is kept.
    public enum Kind {
        /// It stands: the conventional test is not reported.
        KEPT("If this test finds no cause, a genome follows without a new request"),
        /// The conventional test found no cause: it is about to be ordered.
        DUE("No cause was found, so the genome that was kept is being ordered"),
        /// It is an order of its own now.
        ORDERED("The genome that was kept is ordered"),
        /// The conventional test found the cause.
        CAUSE_FOUND("The cause was found, so the genome that was kept is not needed"),
        /// The conventional test found something whose meaning is not clear: a person decides.
        UNCERTAIN(
                "The result is uncertain, so the genome that was kept is not ordered by itself; order it if it is needed"),
        /// The conventional test failed and says nothing: a person decides.
        FAILED(
                "The test failed and says nothing, so the genome that was kept is not ordered by itself; order what is needed"),
        /// A person does not want it any more.
        CANCELLED("The genome that was kept is cancelled"),
        /// The conventional test will not be done, or another was chosen.
        GIVEN_UP("The genome that was kept is given up with the test before it"),
        /// The patient has died.
        DIED("The patient has died, so the genome that was kept is not ordered"),
        /// The patient does not agree to be tested.
        NOT_AGREED(
                "The patient does not agree to be tested, so the genome that was kept is not ordered"),
        /// Somebody has ordered one meanwhile.
        ORDERED_BY_OTHERS(
                "There is an open order for this patient and indication already, so the genome that was kept is not ordered by itself"),
        /// The rules for orders refuse it: a person must have it ordered again, or cancel it.
        REFUSED(
                "The genome that was kept could not be ordered by itself; the organisation that ordered must see to it");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /// As people read it.
        public String words() {
            return words;
        }

        /// Whether a genome is still to be expected of it.
        public boolean isStanding() {
            return this == KEPT || this == DUE;
        }

        /// Whether it stands, or was refused and waits for a person to see to it.
        public boolean isOpen() {
            return isStanding() || this == REFUSED;
        }
    }
}
