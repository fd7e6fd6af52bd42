package org.opengms.fakes;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.opengms.cohort.CohortStore;
import org.opengms.consent.ConsentStore;
import org.opengms.consent.ResearchChoice;
import org.opengms.orders.OrderId;
import org.opengms.people.PersonId;

/// The cohort in memory.
public final class FakeCohort implements CohortStore {
    private final ConsentStore consents;
    private final Map<PersonId, OrderId> members = new LinkedHashMap<>();

    public FakeCohort(ConsentStore consents) {
        this.consents = consents;
    }

    @Override
    public void add(PersonId person, OrderId order, Instant at) {
        members.putIfAbsent(person, order);
    }

    @Override
    public int size() {
        return (int)
                members.keySet().stream()
                        .filter(p -> consents.currentResearchChoice(p) == ResearchChoice.AGREED)
                        .count();
    }

    /// Who was ever let in, with the order of the genome.
    public Map<PersonId, OrderId> members() {
        return Map.copyOf(members);
    }
}
