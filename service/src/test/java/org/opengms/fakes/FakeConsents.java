package org.opengms.fakes;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opengms.consent.ConsentStore;
import org.opengms.consent.DiscussionState;
import org.opengms.consent.RecordOfDiscussion;
import org.opengms.consent.ResearchChoice;
import org.opengms.people.PersonId;

/// What persons said, in memory; append-only.
public final class FakeConsents implements ConsentStore {
    private final List<Entry> entries = new ArrayList<>();

    /// One thing said.
    public record Entry(PersonId person, RecordOfDiscussion record, String evidence, Instant at) {}

    @Override
    public void append(PersonId person, RecordOfDiscussion record, String evidence, Instant at) {
        entries.add(new Entry(person, record, evidence, at));
    }

    private Optional<RecordOfDiscussion> newestTaken(PersonId person) {
        return entries.reversed().stream()
                .filter(e -> e.person().equals(person))
                .map(Entry::record)
                .filter(r -> r.state() == DiscussionState.TAKEN)
                .findFirst();
    }

    @Override
    public ResearchChoice currentResearchChoice(PersonId person) {
        return newestTaken(person)
                .map(RecordOfDiscussion::research)
                .orElse(ResearchChoice.UNDECIDED);
    }

    @Override
    public boolean isTestAgreed(PersonId person) {
        return newestTaken(person).flatMap(RecordOfDiscussion::testAgreed).orElse(false);
    }

    /// Everything said, in order.
    public List<Entry> entries() {
        return List.copyOf(entries);
    }
}
