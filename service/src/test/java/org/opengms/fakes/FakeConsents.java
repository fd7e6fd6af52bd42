package org.opengms.fakes;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opengms.consent.ConsentHistory;
import org.opengms.consent.ConsentStatement;
import org.opengms.consent.ConsentStore;
import org.opengms.consent.RecordOfDiscussion;
import org.opengms.consent.ResearchChoice;
import org.opengms.consent.Said;
import org.opengms.people.PersonId;

/// What persons said, in memory; append-only.
public final class FakeConsents implements ConsentStore {
    private final List<ConsentStatement> statements = new ArrayList<>();

    /// One record of discussion.
    public record Entry(PersonId person, RecordOfDiscussion record, String evidence, Instant at) {}

    @Override
    public void append(ConsentStatement statement) {
        statements.add(statement);
    }

    @Override
    public ConsentHistory history(PersonId person) {
        return new ConsentHistory(
                person,
                Optional.empty(),
                statements.stream().filter(s -> s.person().equals(person)).toList());
    }

    @Override
    public Map<PersonId, ConsentHistory> histories(Set<PersonId> persons) {
        return persons.stream().collect(Collectors.toMap(p -> p, this::history));
    }

    /// The choice about research once everything is recorded.
    public ResearchChoice currentResearchChoice(PersonId person) {
        return currentResearchChoice(person, Instant.EPOCH);
    }

    /// Every record of discussion, in order.
    public List<Entry> entries() {
        return statements.stream()
                .flatMap(s ->
                        s.said() instanceof Said.Discussion(var record)
                                ? Stream.of(
                                        new Entry(s.person(), record, s.evidence(), s.recordedAt()))
                                : Stream.empty())
                .toList();
    }
}
