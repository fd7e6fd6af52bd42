package org.opengms.gate;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.opengms.infrastructure.OdsCode;
import org.opengms.people.PersonId;

/// A reading of a person's data, or the refusal of one, as it stands in the access log.
///
/// @param number of the entry, in the order in which they were written
/// @param id of its record in the transparency log
/// @param at when
/// @param actor the account that read
/// @param organisation for which it read
/// @param roles that the actor had
/// @param purpose why
/// @param person whose data
/// @param dataClass which data
/// @param resource which record
/// @param channel by which way
/// @param permitted whether the gate let it through
/// @param reason the gate's words
/// @param justification what the actor said beyond that, if anything
public record LoggedAccess(
        long number,
        UUID id,
        Instant at,
        String actor,
        OdsCode organisation,
        Set<Role> roles,
        Purpose purpose,
        PersonId person,
        DataClass dataClass,
        String resource,
        String channel,
        boolean permitted,
        String reason,
        Optional<Justification> justification) {
    private static final Pattern PARTICIPANT = Pattern.compile("Participant/([0-9a-f-]{36})");

    public LoggedAccess {
        roles = Set.copyOf(roles);
    }

    /// What research knows the person by, if the reader knew them by that alone.
    public Optional<String> participant() {
        Matcher found = PARTICIPANT.matcher(resource);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }
}
