package org.opengms.workforce;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What one competence asks for.
///
/// @param routes ways to it: of one of them, evidence of every kind is needed
/// @param courses any of which counts as the course
/// @param lesson that teaches what is needed at the task
/// @param lessonMonths for how many months a passed lesson renews it; 0 if it does not
/// @param validityMonths for how many months it is granted at most
/// @param evidenceMonths how old evidence may be on the first day of a grant, in months
/// @param supervised whether somebody may do it while another answers for it
/// @param duty whether a workplace must always have somebody who holds it
/// @param workplaces where it is needed
public record Requirement(
        Competence competence,
        List<Set<EvidenceKind>> routes,
        List<CourseId> courses,
        Optional<LessonId> lesson,
        int lessonMonths,
        int validityMonths,
        int evidenceMonths,
        boolean supervised,
        boolean duty,
        Set<Workplace> workplaces) {
    private static final int LONGEST_MONTHS = 120;

    /// @throws IllegalArgumentException if nobody could meet it
    public Requirement {
        routes = routes.stream().map(route -> Set.copyOf(EnumSet.copyOf(route))).toList();
        courses = List.copyOf(courses);
        workplaces = Set.copyOf(workplaces);
        if (routes.isEmpty() || workplaces.isEmpty()) {
            throw new IllegalArgumentException(
                    "%s: give at least one route and one workplace.".formatted(competence.code()));
        }
        if (routes.stream().anyMatch(r -> r.contains(EvidenceKind.COURSE)) && courses.isEmpty()) {
            throw new IllegalArgumentException(
                    "%s: a route asks for a course, and none is named."
                            .formatted(competence.code()));
        }
        if (routes.stream().anyMatch(r -> r.contains(EvidenceKind.LESSON))) {
            throw new IllegalArgumentException(
                    "%s: a lesson alone never grants a competence; it renews one with lessonMonths."
                            .formatted(competence.code()));
        }
        if (lessonMonths > 0 && lesson.isEmpty()) {
            throw new IllegalArgumentException(
                    "%s: a lesson renews it, and none is named.".formatted(competence.code()));
        }
        if (validityMonths < 1
                || validityMonths > LONGEST_MONTHS
                || evidenceMonths < 1
                || evidenceMonths > LONGEST_MONTHS
                || lessonMonths < 0
                || lessonMonths > validityMonths) {
            throw new IllegalArgumentException(
                    "%s: months must be 1 to %d, and lessonMonths no more than validityMonths."
                            .formatted(competence.code(), LONGEST_MONTHS));
        }
    }

    /// Whether a passed lesson renews the competence.
    public boolean isRenewedByLesson() {
        return lessonMonths > 0;
    }

    /// The kinds of evidence that count for it.
    public Set<EvidenceKind> kinds() {
        Set<EvidenceKind> kinds = EnumSet.noneOf(EvidenceKind.class);
        routes.forEach(kinds::addAll);
        if (isRenewedByLesson()) {
            kinds.add(EvidenceKind.LESSON);
        }
        return kinds;
    }

    /// Whether evidence of these kinds opens one of the routes.
    public boolean isMetBy(Set<EvidenceKind> shown) {
        return routes.stream().anyMatch(shown::containsAll);
    }

    /// The routes in words, such as `a completed course and an assessment …, or recognition …`.
    public String routesInWords() {
        return routes.stream()
                .map(route ->
                        route.stream()
                                .sorted()
                                .map(EvidenceKind::words)
                                .collect(Collectors.joining(" and ")))
                .collect(Collectors.joining(", or "));
    }
}
