package org.opengms.planning.routing;

import java.util.Optional;

/// Something of a laboratory that work needs and that only so much of is there in a day.
///
/// @param id unique in the service
/// @param kind with its unit
/// @param laboratory whose it is
/// @param competence of the people, where it matters
public record Resource(
        String id, ResourceKind kind, String laboratory, Optional<String> competence) {
    /// @throws IllegalArgumentException if the id or the laboratory is blank
    public Resource {
        if (id.isBlank() || laboratory.isBlank()) {
            throw new IllegalArgumentException(
                    "OGMS-6203 Resource \"%s\" of laboratory \"%s\" lacks a name. Give it both."
                            .formatted(id, laboratory));
        }
    }

    /// `interpretation (cardiac) at North`.
    String words() {
        String of = competence.isPresent() ? " (" + competence.get() + ")" : "";
        return kind.words() + of + " at " + laboratory;
    }
}
