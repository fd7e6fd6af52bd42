package org.opengms.gate;

import java.util.Optional;
import java.util.Set;
import org.opengms.access.AccessStanding;
import org.opengms.consent.ConsentState;
import org.opengms.proxies.ProxyStanding;

/// Everything that a decision is made from.
///
/// @param consent the person's choices in force at the time of the reading; time enters the
///   decision through them and the standing of a proxy
/// @param relations what the actor's organisation has to do with the person
/// @param roles what the actor is
/// @param purpose why
/// @param dataClass which data
/// @param justification what the actor says beyond that, if anything
/// @param project whether the project for which research reads is open to the actor; absent where
///   none is named
/// @param proxy what the actor may do as a proxy of the person, if they are one
public record Question(
        ConsentState consent,
        Set<Relation> relations,
        Set<Role> roles,
        Purpose purpose,
        DataClass dataClass,
        Optional<Justification> justification,
        Optional<AccessStanding> project,
        Optional<ProxyStanding> proxy) {
    /// For no project, of somebody who is nobody's proxy.
    public Question(
            ConsentState consent,
            Set<Relation> relations,
            Set<Role> roles,
            Purpose purpose,
            DataClass dataClass,
            Optional<Justification> justification) {
        this(
                consent,
                relations,
                roles,
                purpose,
                dataClass,
                justification,
                Optional.empty(),
                Optional.empty());
    }

    public Question {
        relations = Set.copyOf(relations);
        roles = Set.copyOf(roles);
    }
}
