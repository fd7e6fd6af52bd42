package org.opengms.access;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/// A project in a list.
///
/// @param number by which people speak of it
/// @param stage where it stands on the day of the list
/// @param institution code of the one that leads
/// @param lead name of who leads
/// @param until last day of access, once approved
/// @param openQuestions that the applicant has to answer
/// @param isRenewalOpen whether a renewal is before the committee
/// @param lastAt when something was last done
public record ProjectLine(
        ProjectId id,
        long number,
        Stage stage,
        String title,
        String institution,
        String lead,
        Optional<LocalDate> until,
        Optional<Instant> submittedAt,
        int openQuestions,
        boolean isRenewalOpen,
        Instant lastAt) {}
