package org.opengms.workforce;

import java.net.URI;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The courses whose completion counts, as one version of the catalogue says.
///
/// @param version names the catalogue
/// @param validFrom first day on which it holds
/// @param signedBy who answers for it; the shipped form is signed by nobody
/// @param source where it comes from
/// @param courses each with a code of its own
public record CourseCatalogue(
        String version,
        LocalDate validFrom,
        Optional<String> signedBy,
        String source,
        List<Course> courses) {
    /// @throws IllegalArgumentException if a code or an activity stands there twice
    public CourseCatalogue {
        courses = List.copyOf(courses);
        Set<Object> seen = new HashSet<>();
        for (Course course : courses) {
            if (!seen.add(course.id())) {
                throw new IllegalArgumentException(
                        "course %s stands there twice.".formatted(course.id()));
            }
            for (URI activity : course.activities()) {
                if (!seen.add(activity)) {
                    throw new IllegalArgumentException(
                            "activity %s belongs to two courses.".formatted(activity));
                }
            }
        }
    }

    /// A course by its code.
    public Optional<Course> find(CourseId id) {
        return courses.stream().filter(c -> c.id().equals(id)).findFirst();
    }

    /// A course by the id of its activity, or by its code.
    public Optional<Course> findByActivity(String id) {
        return courses.stream()
                .filter(c ->
                        c.id().value().equals(id)
                                || c.activities().stream()
                                        .anyMatch(activity -> activity.toString().equals(id)))
                .findFirst();
    }
}
