package org.opengms.server.register;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// A project as everybody may read it.
///
/// @param id its identifier
/// @param number by which people speak of it
/// @param title as the applicant wrote it
/// @param stage where it stands, in words
/// @param laySummary what is done, in plain words
/// @param publicBenefit who has what from it
/// @param purpose in words, a sentence each
/// @param institutions whose researchers they are
/// @param lead name of who leads
/// @param data which, in words
/// @param publishedOn before the first use
/// @param until last day of access
/// @param outcome what came of it so far, oldest first
/// @param people whose data it has used up to the day before `countedOn`, rounded
/// @param use what it asked and took away up to that day; absent on days before that was counted
/// @param countedOn the day on which that was counted
public record PublicProject(
        String id,
        long number,
        String title,
        String stage,
        String laySummary,
        String publicBenefit,
        List<String> purpose,
        List<String> institutions,
        String lead,
        List<String> data,
        LocalDate publishedOn,
        Optional<LocalDate> until,
        List<String> outcome,
        RegisterFigures.Count people,
        Optional<ProjectUse> use,
        LocalDate countedOn) {
    public PublicProject {
        purpose = List.copyOf(purpose);
        institutions = List.copyOf(institutions);
        data = List.copyOf(data);
        outcome = List.copyOf(outcome);
    }
}
