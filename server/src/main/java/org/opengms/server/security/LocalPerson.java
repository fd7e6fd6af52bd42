package org.opengms.server.security;

import java.util.Collection;
import java.util.List;
import org.opengms.gate.Actor;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;

/// A person who can sign in at the local authorisation server.
final class LocalPerson implements UserDetails {
    private static final long serialVersionUID = 1;

    private final String passwordHash;
    private final transient Actor actor;

    LocalPerson(String passwordHash, Actor actor) {
        this.passwordHash = passwordHash;
        this.actor = actor;
    }

    Actor actor() {
        return actor;
    }

    @Override
    public Collection<? extends GrantedAuthority> getAuthorities() {
        return authorities(actor);
    }

    static List<GrantedAuthority> authorities(Actor actor) {
        return actor.roles().stream()
                .<GrantedAuthority>map(role -> new SimpleGrantedAuthority("ROLE_" + role.name()))
                .toList();
    }

    @Override
    public String getPassword() {
        return passwordHash;
    }

    @Override
    public String getUsername() {
        return actor.id();
    }

    @Override
    public boolean equals(@org.jspecify.annotations.Nullable Object other) {
        return other instanceof LocalPerson person && person.getUsername().equals(getUsername());
    }

    @Override
    public int hashCode() {
        return getUsername().hashCode();
    }
}
