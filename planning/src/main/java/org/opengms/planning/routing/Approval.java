package org.opengms.planning.routing;

import java.time.LocalDate;

/// Who signed something and when.
///
/// @param name of a person
/// @param role in which the person signed
/// @param on when
public record Approval(String name, String role, LocalDate on) {
    /// @throws IllegalArgumentException if the name or the role is blank
    public Approval {
        if (name.isBlank() || role.isBlank()) {
            throw new IllegalArgumentException(
                    "OGMS-6217 An approval of %s lacks a name or a role. Policies and yields are signed by a named person in a role."
                            .formatted(on));
        }
    }
}
