package org.opengms.workforce;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.LocalDate;
import java.util.Optional;

/// What shows that somebody is competent.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Evidence.OfCourse.class, name = "course"),
    @JsonSubTypes.Type(value = Evidence.Assessed.class, name = "assessment"),
    @JsonSubTypes.Type(value = Evidence.Recognised.class, name = "recognition"),
    @JsonSubTypes.Type(value = Evidence.OfLesson.class, name = "lesson")
})
public sealed interface Evidence {
    /// The day on which it was shown, in England.
    LocalDate on();

    /// What it is.
    default EvidenceKind sort() {
        return switch (this) {
            case OfCourse _ -> EvidenceKind.COURSE;
            case Assessed _ -> EvidenceKind.ASSESSMENT;
            case Recognised _ -> EvidenceKind.RECOGNITION;
            case OfLesson _ -> EvidenceKind.LESSON;
        };
    }

    /// Whether it is about what a requirement asks for.
    default boolean isAbout(Requirement requirement) {
        return switch (this) {
            case OfCourse course -> requirement.courses().contains(course.course());
            case Assessed assessed -> assessed.competence() == requirement.competence();
            case Recognised recognised -> recognised.competence() == requirement.competence();
            case OfLesson lesson -> requirement.lesson().equals(Optional.of(lesson.lesson()));
        };
    }

    /// A course was completed.
    ///
    /// @param reference of who says so, such as the id of an xAPI statement
    /// @param scorePercent if the course gives one
    record OfCourse(CourseId course, LocalDate on, String reference, Optional<Integer> scorePercent)
            implements Evidence {
        /// @throws IllegalArgumentException if nothing vouches for it
        public OfCourse {
            reference = Words.checked("reference", reference, 1, 300);
            Words.percent(scorePercent);
        }
    }

    /// Somebody who holds the competence has watched.
    ///
    /// @param by who
    /// @param words what was seen
    record Assessed(Competence competence, StaffId by, LocalDate on, String words)
            implements Evidence {
        /// @throws IllegalArgumentException if nothing is told
        public Assessed {
            words = Words.checked("words", words, 3, 1000);
        }
    }

    /// Another body has recognised it before.
    ///
    /// @param body which, such as a register of a profession
    /// @param reference under which it keeps that
    record Recognised(Competence competence, String body, LocalDate on, String reference)
            implements Evidence {
        /// @throws IllegalArgumentException if nothing vouches for it
        public Recognised {
            body = Words.checked("body", body, 2, 200);
            reference = Words.checked("reference", reference, 1, 300);
        }
    }

    /// A short lesson was passed here.
    ///
    /// @param version of the lesson that was read
    record OfLesson(LessonId lesson, String version, LocalDate on, int scorePercent)
            implements Evidence {
        public OfLesson {
            Words.percent(Optional.of(scorePercent));
        }
    }
}
