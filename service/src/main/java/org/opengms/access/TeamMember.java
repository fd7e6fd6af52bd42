package org.opengms.access;

import java.time.LocalDate;
import org.opengms.infrastructure.OdsCode;

/// Somebody who would work with the data.
///
/// @param account by which they sign in
/// @param name for the committee to read
/// @param organisation for which they work
/// @param trainedOn the day of their newest training in data protection and confidentiality
public record TeamMember(Account account, String name, OdsCode organisation, LocalDate trainedOn) {
    /// @throws IllegalArgumentException if the name is missing or too long
    public TeamMember {
        name = Texts.checked("team.name", name, 1, 120);
    }
}
