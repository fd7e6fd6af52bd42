package org.opengms.gate;

import java.util.Optional;
import org.opengms.access.ProjectId;
import org.opengms.people.PersonId;

/// One wish to read personal data.
///
/// @param actor who
/// @param purpose why
/// @param person whose data
/// @param dataClass which data
/// @param resource which record, as `Type/id`
/// @param channel by which way, such as `page` or `fhir`
/// @param justification what the actor says beyond that, if anything
/// @param project for which research reads; research without one is denied
public record AccessRequest(
        Actor actor,
        Purpose purpose,
        PersonId person,
        DataClass dataClass,
        String resource,
        String channel,
        Optional<Justification> justification,
        Optional<ProjectId> project) {
    /// The channel of the FHIR interface.
    public static final String FHIR = "fhir";

    /// For no project.
    public AccessRequest(
            Actor actor,
            Purpose purpose,
            PersonId person,
            DataClass dataClass,
            String resource,
            String channel,
            Optional<Justification> justification) {
        this(actor, purpose, person, dataClass, resource, channel, justification, Optional.empty());
    }

    /// Without a justification.
    public AccessRequest(
            Actor actor,
            Purpose purpose,
            PersonId person,
            DataClass dataClass,
            String resource,
            String channel) {
        this(actor, purpose, person, dataClass, resource, channel, Optional.empty());
    }
}
