package org.opengms.workforce;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the competences ask for, as one version of the rules says.
///
/// @param version names the rules
/// @param validFrom first day on which they hold
/// @param signedBy who answers for them; the shipped form is signed by nobody
/// @param source where they come from
/// @param noticeDays how long before its end somebody is told that a competence ends, in calendar
///   days
/// @param lessonGraceMonths how long after its end a lesson still renews a competence, in months
/// @param requirements one for each competence
public record CompetenceRules(
        String version,
        LocalDate validFrom,
        Optional<String> signedBy,
        String source,
        int noticeDays,
        int lessonGraceMonths,
        List<Requirement> requirements) {
    /// @throws IllegalArgumentException if a competence is missing or stands there twice
    public CompetenceRules {
        requirements = List.copyOf(requirements);
        Map<Competence, Requirement> byCompetence = new EnumMap<>(Competence.class);
        for (Requirement requirement : requirements) {
            if (byCompetence.put(requirement.competence(), requirement) != null) {
                throw new IllegalArgumentException(
                        "%s stands there twice.".formatted(requirement.competence().code()));
            }
        }
        for (Competence competence : Competence.values()) {
            if (!byCompetence.containsKey(competence)) {
                throw new IllegalArgumentException("%s is missing.".formatted(competence.code()));
            }
        }
        if (noticeDays < 1 || lessonGraceMonths < 0) {
            throw new IllegalArgumentException(
                    "noticeDays must be 1 or more, lessonGraceMonths 0 or more.");
        }
    }

    /// What a competence asks for.
    public Requirement requirement(Competence competence) {
        return requirements.stream()
                .filter(r -> r.competence() == competence)
                .findFirst()
                .orElseThrow();
    }

    /// The competences that a lesson is about.
    public List<Requirement> taughtBy(LessonId lesson) {
        return requirements.stream().filter(r -> r.lesson().equals(Optional.of(lesson))).toList();
    }
}
