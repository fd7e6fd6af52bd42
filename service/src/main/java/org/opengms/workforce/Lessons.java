package org.opengms.workforce;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The short lessons, as one version of the file says.
///
/// @param version names the file
/// @param validFrom first day on which it holds
/// @param signedBy who answers for it; the shipped form is signed by nobody
/// @param lessons each with a code of its own
public record Lessons(
        String version, LocalDate validFrom, Optional<String> signedBy, List<Lesson> lessons) {
    /// @throws IllegalArgumentException if a code stands there twice
    public Lessons {
        lessons = List.copyOf(lessons);
        Set<LessonId> seen = new HashSet<>();
        for (Lesson lesson : lessons) {
            if (!seen.add(lesson.id())) {
                throw new IllegalArgumentException(
                        "lesson %s stands there twice.".formatted(lesson.id()));
            }
        }
    }

    /// A lesson by its code.
    public Optional<Lesson> find(LessonId id) {
        return lessons.stream().filter(l -> l.id().equals(id)).findFirst();
    }
}
