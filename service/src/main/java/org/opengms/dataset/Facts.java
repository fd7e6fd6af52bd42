package org.opengms.dataset;

import java.util.EnumMap;
import java.util.Map;

/// What an order tells, fact by fact; a fact that is not there cannot be told.
///
/// @param known what can be told
public record Facts(Map<Fact, Truth> known) {
    /// Nothing can be told.
    public static final Facts NONE = new Facts(Map.of());

    public Facts {
        known = Map.copyOf(known);
    }

    /// Whether a fact holds.
    public Truth of(Fact fact) {
        return known.getOrDefault(fact, Truth.CANNOT_TELL);
    }

    /// These facts and others, which win where both tell.
    public Facts and(Facts others) {
        Map<Fact, Truth> all = new EnumMap<>(Fact.class);
        all.putAll(known);
        all.putAll(others.known);
        return new Facts(all);
    }

    /// These facts and one more.
    public Facts with(Fact fact, Truth truth) {
        return and(new Facts(Map.of(fact, truth)));
    }
}
