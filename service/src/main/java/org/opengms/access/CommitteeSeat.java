package org.opengms.access;

import java.time.LocalDate;
import java.util.Optional;
import org.opengms.infrastructure.OdsCode;

/// A place on the committee, for a time.
///
/// @param account who sits there
/// @param name published
/// @param organisation for which they work; absent where they sit for nobody but themselves
/// @param seat officer, member or lay member
/// @param from first day
/// @param until last day
public record CommitteeSeat(
        Account account,
        String name,
        Optional<OdsCode> organisation,
        Seat seat,
        LocalDate from,
        LocalDate until) {
    /// @throws IllegalArgumentException if it is no place on the committee
    public CommitteeSeat {
        name = Texts.checked("name", name, 1, 120);
        if (seat == Seat.RESEARCHER) {
            throw new IllegalArgumentException(
                    "OGMS-8630 seat: a place on the committee is an officer's, a member's or a lay member's.");
        }
        if (until.isBefore(from)) {
            throw new IllegalArgumentException("OGMS-8630 until: the time ends before it begins.");
        }
        if (seat == Seat.LAY_MEMBER && organisation.isPresent()) {
            throw new IllegalArgumentException(
                    "OGMS-8630 organisation: a lay member sits for no organisation. Leave it out.");
        }
    }

    /// Whether it is taken on a day.
    public boolean covers(LocalDate day) {
        return !day.isBefore(from) && !day.isAfter(until);
    }

    /// Who sits there, when they act.
    public Acting acting() {
        return new Acting(account, name, organisation, seat);
    }
}
