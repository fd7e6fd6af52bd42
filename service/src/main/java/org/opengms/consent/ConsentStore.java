package org.opengms.consent;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.opengms.people.PersonId;

/// The append-only history of what persons said.
public interface ConsentStore {
    /// Adds a statement, after all that are there.
    void append(ConsentStatement statement);

    /// Everything that was said about a person, in the order in which it was recorded.
    ConsentHistory history(PersonId person);

    /// The histories of several persons; without those who are not known.
    Map<PersonId, ConsentHistory> histories(Set<PersonId> persons);

    /// The choice about research that holds now; UNDECIDED where nothing was ever said.
    default ResearchChoice currentResearchChoice(PersonId person, Instant now) {
        return history(person).now(now).choice();
    }

    /// Whether a record of discussion was taken in which the person agreed to be tested.
    default boolean isTestAgreed(PersonId person) {
        return history(person).now(Instant.EPOCH).testAgreed().orElse(false);
    }
}
