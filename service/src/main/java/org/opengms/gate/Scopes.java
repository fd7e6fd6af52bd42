package org.opengms.gate;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// What a token was narrowed to. Scopes only take away: what the roles of an actor do not permit,
/// no scope permits.
public final class Scopes {
    /// Nothing is narrowed: somebody signed in to the pages of the service itself, not through
    /// another program.
    public static final Scopes OWN_PAGES = new Scopes(true, Set.of());

    /// Nothing is granted.
    public static final Scopes NONE = new Scopes(false, Set.of());

    private static final int MOST = 200;
    private static final Set<Scope.Interaction> READING =
            Set.of(Scope.Interaction.READ, Scope.Interaction.SEARCH);

    private final boolean whole;
    private final Set<Scope> granted;

    private Scopes(boolean whole, Set<Scope> granted) {
        this.whole = whole;
        this.granted = Set.copyOf(granted);
    }

    /// Exactly these.
    public static Scopes of(Set<Scope> granted) {
        return new Scopes(false, granted);
    }

    /// Reads the scopes of a token (RFC 6749 section 3.3: separated by spaces). What is not a scope
    /// for data, such as `launch/patient` or `openid`, grants no data; what cannot be read grants
    /// nothing.
    public static Scopes parse(String text) {
        Set<Scope> granted = new HashSet<>();
        Arrays.stream(text.split(" ", MOST + 1))
                .limit(MOST)
                .filter(one -> !one.isEmpty())
                .forEach(one -> {
                    if (Scope.parse(one) instanceof Scope.Reading.Granted(Scope scope)) {
                        granted.add(scope);
                    }
                });
        return new Scopes(false, granted);
    }

    /// Why something may not be done with a resource type, naming the scope that is needed.
    ///
    /// @param roles of the actor: a patient is granted by `patient/` scopes alone, everybody else
    ///   by `user/` or `system/` scopes
    /// @param any one of these interactions is enough
    /// @return empty if the scopes grant it
    public Optional<String> missing(Set<Role> roles, String type, Set<Scope.Interaction> any) {
        Set<Scope.Level> levels =
                roles.contains(Role.PATIENT)
                        ? EnumSet.of(Scope.Level.PATIENT)
                        : EnumSet.of(Scope.Level.USER, Scope.Level.SYSTEM);
        boolean grants =
                whole
                        || granted.stream()
                                .anyMatch(scope ->
                                        levels.contains(scope.level())
                                                && scope.isFor(type)
                                                && scope.interactions().stream()
                                                        .anyMatch(any::contains));
        if (grants) {
            return Optional.empty();
        }
        Scope.Interaction first = EnumSet.copyOf(any).iterator().next();
        Scope.Level level =
                levels.contains(Scope.Level.PATIENT)
                        ? Scope.Level.PATIENT
                        : granted.stream().anyMatch(s -> s.level() == Scope.Level.SYSTEM)
                                ? Scope.Level.SYSTEM
                                : Scope.Level.USER;
        return Optional.of(
                "The token does not reach this: it needs the scope %s."
                        .formatted(new Scope(level, type, Set.of(first))));
    }

    /// Why the data of a request may not be read with these scopes; empty if they may. A request by
    /// way of the FHIR interface is for a resource of a type; any other is for a class of data, and
    /// needs the type that FHIR would carry it in.
    Optional<String> missing(AccessRequest request) {
        if (whole) {
            return Optional.empty();
        }
        int slash = request.resource().indexOf('/');
        Set<Role> roles = request.actor().roles();
        return request.channel().equals(AccessRequest.FHIR) && slash > 0
                ? missing(roles, request.resource().substring(0, slash), READING)
                : missing(roles, request.dataClass());
    }

    /// Why data of a class may not be read with these scopes, where FHIR does not carry them; empty
    /// if they may.
    ///
    /// @param roles of the actor
    public Optional<String> missing(Set<Role> roles, DataClass data) {
        return missing(roles, type(data), READING);
    }

    private static String type(DataClass data) {
        return switch (data) {
            case DEMOGRAPHICS -> "Patient";
            case ORDER -> "ServiceRequest";
            case TASK -> "Task";
            case CONSENT -> "Consent";
            case FAMILY_RESULT, REPORT -> "DiagnosticReport";
            case GENOME -> "MolecularSequence";
            case RESEARCH_TERMS -> "ResearchSubject";
            case USES, READING, OWN_READING -> "AuditEvent";
            case LETTER -> "Communication";
        };
    }

    @Override
    public boolean equals(@org.jspecify.annotations.Nullable Object other) {
        return other instanceof Scopes that && that.whole == whole && that.granted.equals(granted);
    }

    @Override
    public int hashCode() {
        return 31 * Boolean.hashCode(whole) + granted.hashCode();
    }

    @Override
    public String toString() {
        return whole
                ? "everything"
                : String.join(" ", granted.stream().map(Scope::toString).sorted().toList());
    }
}
