package org.opengms.access;

import java.time.LocalDate;
import org.opengms.infrastructure.OdsCode;

/// The agreement by which an institution answers for what its researchers do with the data.
///
/// @param institution its code
/// @param name its name
/// @param reference of the agreement
/// @param from its first day
/// @param until its last day
public record InstitutionAgreement(
        OdsCode institution, String name, String reference, LocalDate from, LocalDate until) {
    /// @throws IllegalArgumentException if a field is missing or the days run backwards
    public InstitutionAgreement {
        name = Texts.checked("agreement.name", name, 1, 200);
        reference = Texts.checked("agreement.reference", reference, 1, 100);
        if (until.isBefore(from)) {
            throw new IllegalArgumentException(
                    "OGMS-8601 agreement.until: the agreement ends before it begins.");
        }
    }

    /// Whether it is of the institution for which somebody works.
    public boolean covers(TeamMember member) {
        return member.organisation().isOrPartOf(institution);
    }

    /// Whether it holds on a day.
    public boolean covers(LocalDate day) {
        return !day.isBefore(from) && !day.isAfter(until);
    }
}
