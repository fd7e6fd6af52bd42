package org.opengms.gate;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.opengms.infrastructure.OdsCode;
import org.opengms.people.PersonId;

/// The access log, to be read by those who answer for an organisation.
public interface AccessTrail {
    /// Which readings.
    ///
    /// @param person whose data; any if empty
    /// @param from first instant, inclusive; any if empty
    /// @param until last instant, exclusive; any if empty
    record Question(Optional<PersonId> person, Optional<Instant> from, Optional<Instant> until) {}

    /// One reading, by the id of its record.
    Optional<LoggedAccess> find(UUID id);

    /// Readings by an organisation's staff, and of persons for whom it ordered a test; newest
    /// first. Asked about one person, it leaves out what staff read of a participant in research:
    /// they did not know who it was.
    ///
    /// @param before numbers of entries below this one alone
    /// @param limit how many at most
    List<LoggedAccess> search(
            OdsCode organisation, Question question, OptionalLong before, int limit);
}
