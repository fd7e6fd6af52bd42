package org.opengms.server.pages;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.opengms.gate.Actor;

/// One request for a page: who asks, and the token that forms of the answer must carry.
///
/// @param actor who is signed in
/// @param organisation name of the organisation acted for, may be empty
/// @param csrfName name of the form field
/// @param csrfToken its value
/// @param told takes what is to be told of a lacking competence, once
public record Visit(
        Optional<Actor> actor,
        String organisation,
        String csrfName,
        String csrfToken,
        Supplier<Optional<Frame.CompetenceTold>> told) {

    /// A visit to which nothing is to be told.
    public Visit(Optional<Actor> actor, String organisation, String csrfName, String csrfToken) {
        this(actor, organisation, csrfName, csrfToken, Optional::empty);
    }

    /// Who is signed in.
    ///
    /// @throws IllegalStateException if nobody is: security lets nobody through to pages that ask
    Actor reader() {
        return actor.orElseThrow(() ->
                new IllegalStateException(
                        "OGMS-5004 A page for signed-in people was asked for by nobody: see the security rules."));
    }

    /// What stands around a page of a section.
    Frame frame(Assets assets, Frame.Section section) {
        return new Frame(
                assets,
                actor.map(a ->
                        new Frame.SignedIn(
                                a.displayName(),
                                organisation,
                                a.roles().stream().sorted().toList())),
                csrfName,
                csrfToken,
                section,
                told.get());
    }

    /// Who is signed in has one of these roles.
    boolean hasAny(List<org.opengms.gate.Role> roles) {
        return actor.filter(a -> roles.stream().anyMatch(a::has)).isPresent();
    }
}
