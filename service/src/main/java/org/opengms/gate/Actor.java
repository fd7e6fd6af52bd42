package org.opengms.gate;

import java.util.Set;
import org.opengms.infrastructure.OdsCode;

/// Who acts, for which organisation, in which roles: as a token says.
///
/// @param id stable identifier of the person or system
/// @param displayName for colleagues to read
/// @param organisation for which the actor acts
/// @param roles what the actor may do
public record Actor(String id, String displayName, OdsCode organisation, Set<Role> roles) {
    public Actor {
        roles = Set.copyOf(roles);
    }

    /// Whether the actor has a role.
    public boolean has(Role role) {
        return roles.contains(role);
    }
}
