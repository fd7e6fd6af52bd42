package org.opengms.consent;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.opengms.people.PersonId;

/// Everything that was ever said about one person's data.
///
/// @param person whose
/// @param birthDate date of birth, if known
/// @param statements in the order in which they were recorded
public record ConsentHistory(
        PersonId person, Optional<LocalDate> birthDate, List<ConsentStatement> statements) {
    /// @throws IllegalArgumentException if a statement is about somebody else
    public ConsentHistory {
        statements = List.copyOf(statements);
        if (statements.stream().anyMatch(s -> !s.person().equals(person))) {
            throw new IllegalArgumentException(
                    "OGMS-7103 A statement in a history is about somebody else. Nothing may be decided from it.");
        }
    }

    /// The choices in force now. A statement that another server recorded by a clock that is ahead
    /// of this one's counts already.
    public ConsentState now(Instant clock) {
        Instant now =
                statements.stream()
                        .map(ConsentStatement::recordedAt)
                        .filter(clock::isBefore)
                        .max(Comparator.naturalOrder())
                        .orElse(clock);
        return ConsentState.at(this, now);
    }
}
