package org.opengms.notices;

import java.time.Instant;
import java.util.Optional;
import org.opengms.people.PersonId;

/// That a person is to be told that there is something to see.
///
/// @param cause what it is about, as a reference that only the service reads; one notice is made of
///   a kind and cause for a person
/// @param by who changed a choice
public record Notice(
        NoticeId id,
        PersonId person,
        NoticeKind kind,
        String cause,
        Optional<ChangedBy> by,
        Instant queuedAt) {
    /// What the person is sent.
    public NoticeWords words() {
        return NoticeWords.of(kind, by);
    }
}
