package org.opengms.logbook;

import java.time.Instant;
import java.util.UUID;
import org.opengms.people.PersonId;

/// What happened to a person's data, for the log.
///
/// @param id also stands in the JSON
/// @param person whose data
/// @param at when
/// @param json as docs/spec/transparency-log.md says; names no member of staff
public record LogRecord(UUID id, PersonId person, Instant at, String json) {}
