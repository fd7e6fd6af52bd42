package org.opengms.fakes;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.opengms.cohort.CohortStore;
import org.opengms.cohort.ParticipantId;
import org.opengms.orders.OrderId;
import org.opengms.people.PersonId;

/// The cohort in memory.
public final class FakeCohort implements CohortStore {
    private final Map<PersonId, OrderId> orders = new LinkedHashMap<>();
    private final Map<PersonId, ParticipantId> participants = new LinkedHashMap<>();

    @Override
    public void add(PersonId person, OrderId order, Instant at) {
        orders.putIfAbsent(person, order);
        participants.computeIfAbsent(person, p -> ParticipantId.random());
    }

    @Override
    public List<Member> members(Optional<ParticipantId> after, int limit) {
        return participants.entrySet().stream()
                .map(e -> member(e.getKey(), e.getValue()))
                .sorted(Comparator.comparing(m -> m.participant().value()))
                .filter(m ->
                        after.isEmpty()
                                || m.participant().value().compareTo(after.get().value()) > 0)
                .limit(limit)
                .toList();
    }

    @Override
    public List<Member> find(Set<ParticipantId> wanted) {
        return participants.entrySet().stream()
                .filter(e -> wanted.contains(e.getValue()))
                .map(e -> member(e.getKey(), e.getValue()))
                .toList();
    }

    private Member member(PersonId person, ParticipantId participant) {
        return new Member(participant, person, List.copyOf(participants.keySet()).indexOf(person));
    }

    /// Who was ever let in, with the order of the genome.
    public Map<PersonId, OrderId> members() {
        return Map.copyOf(orders);
    }
}
