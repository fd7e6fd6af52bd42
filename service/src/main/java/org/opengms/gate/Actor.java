package org.opengms.gate;

import java.util.Optional;
import java.util.Set;
import org.opengms.infrastructure.OdsCode;
import org.opengms.people.PersonId;
import org.opengms.proxies.ProxyId;

/// Who acts, for which organisation, in which roles: as a token says.
///
/// @param id stable identifier of the person or system
/// @param displayName for colleagues to read
/// @param organisation for which the actor acts
/// @param roles what the actor may do
/// @param scopes what of it the token reaches
/// @param hands by whose hands
public record Actor(
        String id,
        String displayName,
        OdsCode organisation,
        Set<Role> roles,
        Scopes scopes,
        Hands hands) {
    /// Stands where somebody acts for themselves.
    public static final OdsCode NO_ORGANISATION = new OdsCode("NONE");

    public Actor {
        roles = Set.copyOf(roles);
    }

    /// A person who acts through a token.
    public Actor(
            String id, String displayName, OdsCode organisation, Set<Role> roles, Scopes scopes) {
        this(id, displayName, organisation, roles, scopes, Hands.OWN);
    }

    /// Somebody whose access no token narrows.
    public Actor(String id, String displayName, OdsCode organisation, Set<Role> roles) {
        this(id, displayName, organisation, roles, Scopes.OWN_PAGES);
    }

    private static final String PERSON = "person/";
    private static final String PROXY = "proxy/";

    /// A person who reads what is kept of them. They act for nobody else.
    public static Actor person(PersonId person, String displayName) {
        return new Actor(
                PERSON + person.value(), displayName, NO_ORGANISATION, Set.of(Role.PATIENT));
    }

    /// The same actor, reached through a token.
    public Actor narrowedTo(Scopes narrower) {
        return new Actor(id, displayName, organisation, roles, narrower, hands);
    }

    /// The same actor by other hands.
    public Actor by(Hands others) {
        return new Actor(id, displayName, organisation, roles, scopes, others);
    }

    /// Whether the actor is this person.
    public boolean is(PersonId person) {
        return has(Role.PATIENT) && id.equals(PERSON + person.value());
    }

    /// The person whom the actor is, where somebody reads what is kept of them.
    public Optional<PersonId> person() {
        return has(Role.PATIENT) && id.startsWith(PERSON)
                ? Optional.of(new PersonId(id.substring(PERSON.length())))
                : Optional.empty();
    }

    /// Somebody who reads and chooses for another person, as one of their proxies.
    public static Actor proxy(ProxyId proxy, String displayName) {
        return new Actor(PROXY + proxy.value(), displayName, NO_ORGANISATION, Set.of(Role.PROXY));
    }

    /// As which proxy the actor acts, if as one.
    public Optional<ProxyId> proxy() {
        return has(Role.PROXY) && id.startsWith(PROXY)
                ? Optional.of(new ProxyId(id.substring(PROXY.length())))
                : Optional.empty();
    }

    /// Whether the actor has a role.
    public boolean has(Role role) {
        return roles.contains(role);
    }
}
