package org.opengms.safeguards;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// What is held back from a reader on a day, of one person.
///
/// @param held each of it
public record HeldBack(Set<Held> held) {
    public HeldBack {
        held = Set.copyOf(held);
    }

    /// What withholdings come to.
    public static HeldBack of(
            List<Withholding> withholdings, Withholding.Reader reader, LocalDate today) {
        return new HeldBack(
                withholdings.stream()
                        .filter(one -> one.holds(today) && one.isFrom(reader))
                        .map(Withholding::held)
                        .collect(Collectors.toSet()));
    }

    /// Whether something is held back.
    public boolean holds(Held.Kind kind, UUID id) {
        return held.contains(new Held(kind, id));
    }

    /// The ids of one kind.
    public List<UUID> ids(Held.Kind kind) {
        return held.stream().filter(one -> one.kind() == kind).map(Held::id).sorted().toList();
    }
}
