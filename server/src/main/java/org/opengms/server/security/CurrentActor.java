package org.opengms.server.security;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opengms.gate.Actor;
import org.opengms.gate.Hands;
import org.opengms.gate.Role;
import org.opengms.gate.Scopes;
import org.opengms.infrastructure.OdsCode;
import org.opengms.people.PersonId;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/// The actor of the domain behind an authenticated request: from the claims of a token, or from the
/// signed-in person of a page.
public final class CurrentActor {
    /// The claim that holds the ODS code of the organisation acted for.
    static final String ORGANISATION = "org";

    /// The claim that holds the roles, in lower case.
    static final String ROLES = "roles";

    /// The claim that holds the name that colleagues read.
    static final String NAME = "name";

    /// The claim that holds what the token was narrowed to (RFC 9068 section 2.2.3).
    static final String SCOPE = "scope";

    /// The claim that holds the id of the one patient whom the token is about (SMART App Launch
    /// 2.0, *Launch context arrives with your access token*).
    static final String PATIENT = "patient";

    private CurrentActor() {}

    /// The actor of this request.
    ///
    /// @throws IllegalStateException if nobody is signed in: the security rules let nothing through
    ///   that could come here
    public static Actor require() {
        return find(SecurityContextHolder.getContext().getAuthentication())
                .orElseThrow(() ->
                        new IllegalStateException(
                                "OGMS-4301 A request without an actor came past security"));
    }

    /// The actor of an authentication, if it has one.
    public static Optional<Actor> find(@Nullable Authentication who) {
        return switch (who) {
            case null -> Optional.empty();
            case AnonymousAuthenticationToken _ -> Optional.empty();
            case JwtAuthenticationToken token ->
                    Optional.of(of(token.getToken()).by(hands(token.getToken())));
            default ->
                    who.getPrincipal() instanceof LocalPerson person
                            ? Optional.of(person.actor().by(CompetenceNotes.hands()))
                            : Optional.empty();
        };
    }

    /// The actor that an authentication stands for.
    ///
    /// @throws IllegalStateException if it stands for none
    public static Actor of(Authentication who) {
        return find(who)
                .orElseThrow(() -> new IllegalStateException("OGMS-4301 The request has no actor"));
    }

    /// A token that a program got for itself names the program as its subject (RFC 9068 section
    /// 2.2); one of a person names the person.
    private static Hands hands(Jwt token) {
        String subject = String.valueOf(token.getSubject());
        boolean own =
                subject.equals(token.getClaimAsString("client_id"))
                        || (token.getAudience() != null && token.getAudience().contains(subject));
        return own ? Hands.PROGRAM : CompetenceNotes.hands();
    }

    private static Actor of(Jwt token) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        List<String> claimed = token.getClaimAsStringList(ROLES);
        if (claimed != null) {
            for (Role role : Role.values()) {
                if (claimed.contains(role.name().toLowerCase(Locale.ROOT))) {
                    roles.add(role);
                }
            }
        }
        String organisation = token.getClaimAsString(ORGANISATION);
        String name = token.getClaimAsString(NAME);
        String subject = String.valueOf(token.getSubject());
        Scopes scopes = scopes(token.getClaim(SCOPE));
        String patient = token.getClaimAsString(PATIENT);
        if (roles.equals(EnumSet.of(Role.PATIENT)) && patient != null) {
            return Actor.person(new PersonId(patient), name == null ? "Patient" : name)
                    .narrowedTo(scopes);
        }
        return new Actor(
                subject,
                name == null ? subject : name,
                new OdsCode(organisation == null ? "NONE" : organisation),
                roles,
                scopes);
    }

    /// What a token without a scope was narrowed to is nothing.
    private static Scopes scopes(@Nullable Object claim) {
        return switch (claim) {
            case String text -> Scopes.parse(text);
            case Collection<?> several ->
                    Scopes.parse(
                            several.stream().map(String::valueOf).collect(Collectors.joining(" ")));
            case null, default -> Scopes.NONE;
        };
    }
}
