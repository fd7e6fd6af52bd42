package org.opengms.consent;

import java.time.Instant;
import org.opengms.people.PersonId;

/// The append-only history of what persons said.
public interface ConsentStore {
    /// Adds what was said; the newest entry holds.
    ///
    /// @param evidence where it is written down, such as `Consent/…`
    void append(PersonId person, RecordOfDiscussion record, String evidence, Instant at);

    /// The choice about research that holds now; UNDECIDED where nothing was ever said.
    ResearchChoice currentResearchChoice(PersonId person);

    /// Whether a record of discussion was taken in which the person agreed to be tested.
    boolean isTestAgreed(PersonId person);
}
