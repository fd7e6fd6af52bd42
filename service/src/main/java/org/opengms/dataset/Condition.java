package org.opengms.dataset;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// When an item is mandatory: an expression over [Fact]s in three-valued logic. One fact that
/// settles the matter is enough, whatever cannot be told beside it.
public sealed interface Condition {
    /// Whether it holds.
    Truth on(Facts facts);

    /// The facts that would have to be known to decide it; none if it is decided.
    Set<Fact> unknown(Facts facts);

    /// Every fact that it names.
    Set<Fact> facts();

    /// A fact holds.
    record Holds(Fact fact) implements Condition {
        @Override
        public Truth on(Facts facts) {
            return facts.of(fact);
        }

        @Override
        public Set<Fact> unknown(Facts facts) {
            return on(facts) == Truth.CANNOT_TELL ? EnumSet.of(fact) : EnumSet.noneOf(Fact.class);
        }

        @Override
        public Set<Fact> facts() {
            return EnumSet.of(fact);
        }
    }

    /// All of several hold.
    record All(List<Condition> conditions) implements Condition {
        public All {
            conditions = several(conditions);
        }

        @Override
        public Truth on(Facts facts) {
            return settledBy(Truth.NO, conditions, facts);
        }

        @Override
        public Set<Fact> unknown(Facts facts) {
            return open(this, conditions, facts);
        }

        @Override
        public Set<Fact> facts() {
            return named(conditions);
        }
    }

    /// At least one of several holds.
    record Any(List<Condition> conditions) implements Condition {
        public Any {
            conditions = several(conditions);
        }

        @Override
        public Truth on(Facts facts) {
            return settledBy(Truth.YES, conditions, facts);
        }

        @Override
        public Set<Fact> unknown(Facts facts) {
            return open(this, conditions, facts);
        }

        @Override
        public Set<Fact> facts() {
            return named(conditions);
        }
    }

    /// Another does not hold.
    record Not(Condition condition) implements Condition {
        @Override
        public Truth on(Facts facts) {
            return condition.on(facts).not();
        }

        @Override
        public Set<Fact> unknown(Facts facts) {
            return condition.unknown(facts);
        }

        @Override
        public Set<Fact> facts() {
            return condition.facts();
        }
    }

    private static List<Condition> several(Collection<Condition> conditions) {
        if (conditions.isEmpty()) {
            throw new IllegalArgumentException("a list of conditions is empty");
        }
        return List.copyOf(conditions);
    }

    /// What several conditions come to, of which one that is so settles the matter for all.
    private static Truth settledBy(Truth settling, List<Condition> parts, Facts facts) {
        boolean open = false;
        for (Condition part : parts) {
            Truth truth = part.on(facts);
            if (truth == settling) {
                return settling;
            }
            open |= truth == Truth.CANNOT_TELL;
        }
        return open ? Truth.CANNOT_TELL : settling.not();
    }

    private static Set<Fact> open(Condition whole, List<Condition> parts, Facts facts) {
        Set<Fact> unknown = EnumSet.noneOf(Fact.class);
        if (whole.on(facts) == Truth.CANNOT_TELL) {
            parts.forEach(part -> unknown.addAll(part.unknown(facts)));
        }
        return unknown;
    }

    private static Set<Fact> named(List<Condition> parts) {
        Set<Fact> facts = EnumSet.noneOf(Fact.class);
        parts.forEach(part -> facts.addAll(part.facts()));
        return facts;
    }
}
