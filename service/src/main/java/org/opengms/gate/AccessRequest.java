package org.opengms.gate;

import org.opengms.people.PersonId;

/// One wish to read personal data.
///
/// @param actor who
/// @param purpose why
/// @param person whose data
/// @param dataClass which data
/// @param resource which record, as `Type/id`
/// @param channel by which way, such as `page` or `fhir`
public record AccessRequest(
        Actor actor,
        Purpose purpose,
        PersonId person,
        DataClass dataClass,
        String resource,
        String channel) {}
