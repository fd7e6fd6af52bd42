package org.opengms.cohort;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.opengms.orders.OrderId;
import org.opengms.people.PersonId;

/// Who was ever let into the research cohort. Being in it allows nothing: whether a member's data
/// may be used is asked of the consent registry each time.
public interface CohortStore {
    /// A member.
    ///
    /// @param participant what research knows them by
    /// @param person who they are
    /// @param number by which they stand in sets of people that numbers were published about,
    ///   counted from 0; never given out
    record Member(ParticipantId participant, PersonId person, int number) {}

    /// Adds a person with the order that brought them in; once in, adding again changes nothing.
    void add(PersonId person, OrderId order, Instant at);

    /// Members in the order of their identifiers.
    ///
    /// @param after the last one that was read; absent for the first
    /// @param limit how many at most
    List<Member> members(Optional<ParticipantId> after, int limit);

    /// The members whom research knows by these identifiers; those whom nobody knows are missing.
    List<Member> find(Set<ParticipantId> participants);
}
