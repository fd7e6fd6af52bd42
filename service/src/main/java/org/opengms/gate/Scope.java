package org.opengms.gate;

import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// One permission that a token was narrowed to, in the words of SMART App Launch 2.0, *Scopes for
/// requesting clinical data*: `patient/Observation.rs`, `user/*.cruds`, `system/Task.u`. The forms
/// of version 1 are read as version 2 says: `.read` is `.rs`, `.write` is `.cud`, `.*` is `.cruds`.
///
/// @param level whose access is narrowed
/// @param type a FHIR resource type, or [#ANY_TYPE]
/// @param interactions what may be done; never empty
public record Scope(Level level, String type, Set<Interaction> interactions) {
    /// Stands for every resource type.
    public static final String ANY_TYPE = "*";

    private static final int LONGEST = 100;
    private static final Pattern FORM =
            Pattern.compile(
                    "(patient|user|system)/(\\*|[A-Z][A-Za-z]{0,60})\\.(c?r?u?d?s?|read|write|\\*)");

    /// Whose access a scope narrows.
    public enum Level {
        /// The one patient whom the token is about.
        PATIENT,
        /// What the person who signed in may do.
        USER,
        /// What a system may do without a person.
        SYSTEM;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /// What may be done with resources of a type, in the order in which scopes name it.
    public enum Interaction {
        CREATE('c'),
        /// Reads, also of versions and of the history of one resource.
        READ('r'),
        UPDATE('u'),
        DELETE('d'),
        SEARCH('s');

        private final char letter;

        Interaction(char letter) {
            this.letter = letter;
        }

        char letter() {
            return letter;
        }
    }

    /// What a text that may be a scope turned out to be.
    public sealed interface Reading {
        /// A scope.
        record Granted(Scope scope) implements Reading {}

        /// Not a scope that is known here; it grants nothing.
        ///
        /// @param why in plain words
        record Refused(String why) implements Reading {}
    }

    public Scope {
        if (!type.equals(ANY_TYPE) && !type.matches("[A-Z][A-Za-z]{0,60}")) {
            throw new IllegalArgumentException("OGMS-2310 A scope names a resource type or *");
        }
        if (interactions.isEmpty()) {
            throw new IllegalArgumentException("OGMS-2311 A scope that grants nothing is none");
        }
        interactions = Set.copyOf(interactions);
    }

    /// Reads one scope strictly. Letters that are unknown, repeated or out of order are refused
    /// (the specification lets a server ignore them), and so are narrowings by search parameters: a
    /// scope that grants more than it says would be worse than none.
    public static Reading parse(String text) {
        if (text.length() > LONGEST) {
            return new Reading.Refused("A scope has %d characters at most.".formatted(LONGEST));
        }
        int query = text.indexOf('?');
        if (query >= 0 && FORM.matcher(text.substring(0, query)).matches()) {
            return new Reading.Refused(
                    "Narrowing a scope by search parameters, as in '?category=', is not supported: ask for the whole type.");
        }
        Matcher form = FORM.matcher(text);
        if (!form.matches() || form.group(3).isEmpty()) {
            return new Reading.Refused(
                    "A scope is patient/, user/ or system/, a resource type or *, a point, and letters of 'cruds' in this order.");
        }
        return new Reading.Granted(
                new Scope(
                        Level.valueOf(form.group(1).toUpperCase(java.util.Locale.ROOT)),
                        form.group(2),
                        interactions(form.group(3))));
    }

    private static Set<Interaction> interactions(String letters) {
        return switch (letters) {
            case "read" -> EnumSet.of(Interaction.READ, Interaction.SEARCH);
            case "write" -> EnumSet.of(Interaction.CREATE, Interaction.UPDATE, Interaction.DELETE);
            case "*" -> EnumSet.allOf(Interaction.class);
            default ->
                    EnumSet.allOf(Interaction.class).stream()
                            .filter(i -> letters.indexOf(i.letter()) >= 0)
                            .collect(Collectors.toSet());
        };
    }

    /// Whether it is for a resource type.
    ///
    /// @param wanted the type, or [#ANY_TYPE], for which only a scope of every type is
    boolean isFor(String wanted) {
        return type.equals(ANY_TYPE) || type.equals(wanted);
    }

    /// Whether everything that another scope grants is granted by this one.
    public boolean covers(Scope other) {
        return level == other.level
                && isFor(other.type)
                && interactions.containsAll(other.interactions);
    }

    /// As version 2 writes it.
    @Override
    public String toString() {
        return level.word()
                + "/"
                + type
                + "."
                + EnumSet.copyOf(interactions).stream()
                        .map(i -> String.valueOf(i.letter()))
                        .collect(Collectors.joining());
    }
}
