package org.opengms.gate;

import java.util.Set;
import org.opengms.infrastructure.OdsCode;
import org.opengms.people.PersonId;

/// Who acts, for which organisation, in which roles: as a token says.
///
/// @param id stable identifier of the person or system
/// @param displayName for colleagues to read
/// @param organisation for which the actor acts
/// @param roles what the actor may do
public record Actor(String id, String displayName, OdsCode organisation, Set<Role> roles) {
    /// Stands where somebody acts for themselves.
    public static final OdsCode NO_ORGANISATION = new OdsCode("NONE");

    public Actor {
        roles = Set.copyOf(roles);
    }

    private static final String PERSON = "person/";

    /// A person who reads what is kept of them. They act for nobody else.
    public static Actor person(PersonId person, String displayName) {
        return new Actor(
                PERSON + person.value(), displayName, NO_ORGANISATION, Set.of(Role.PATIENT));
    }

    /// Whether the actor is this person.
    public boolean is(PersonId person) {
        return has(Role.PATIENT) && id.equals(PERSON + person.value());
    }

    /// Whether the actor has a role.
    public boolean has(Role role) {
        return roles.contains(role);
    }
}
