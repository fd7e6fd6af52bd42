package org.opengms.server.pages;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.opengms.gate.Actor;
import org.opengms.workforce.Competence;
import org.opengms.workforce.GateDesk;
import org.opengms.workforce.GatedTask;
import org.opengms.workforce.Lesson;
import org.opengms.workforce.StaffDesk;
import org.opengms.workforce.StaffMember;

/// The lessons that are offered at a task, and the way back to it.
///
/// @param lessons for who lacks a competence that the task needs, or loses it soon
/// @param back address of the page where the task is
public record LessonOffer(List<Lesson> lessons, String back) {
    /// Where nothing is offered.
    public static final LessonOffer NONE = new LessonOffer(List.of(), "");

    /// Pages at which lessons are offered: nobody is sent elsewhere after a lesson.
    private static final Pattern PLACES =
            Pattern.compile(
                    "/laboratory|/orders/new|/reports/[0-9A-Za-z-]{1,64}|/projects/[0-9A-Za-z-]{1,64}");

    public LessonOffer {
        lessons = List.copyOf(lessons);
    }

    /// Finds what is to be offered to somebody.
    @FunctionalInterface
    interface Source {
        /// The lessons before some tasks.
        List<Lesson> before(Set<GatedTask> tasks, Actor reader);

        /// What a page offers.
        default LessonOffer at(String back, Set<GatedTask> tasks, Actor reader) {
            return new LessonOffer(before(tasks, reader), back);
        }
    }

    /// Where nobody is offered any.
    static final Source SILENT = (_, _) -> List.of();

    /// What the gate knows of people.
    static Source of(GateDesk gates, StaffDesk staff) {
        return (tasks, reader) ->
                tasks.stream()
                        .map(GatedTask::competence)
                        .distinct()
                        .sorted()
                        .flatMap(c -> before(c, reader, gates, staff).stream())
                        .distinct()
                        .toList();
    }

    /// The lesson for who lacks a competence, or loses it within the time of notice; absent for
    /// everybody else.
    private static Optional<Lesson> before(
            Competence competence, Actor reader, GateDesk gates, StaffDesk staff) {
        StaffMember member = staff.own(reader);
        CompetenceLine line =
                CompetenceLine.of(competence, member, gates, staff, reader.organisation());
        boolean holdsOn =
                line.until().isPresent()
                        && !line.endsWithin(
                                staff.today(), staff.book().rules(staff.today()).noticeDays());
        return holdsOn ? Optional.empty() : line.lesson().flatMap(staff::lesson);
    }

    /// An address that was sent as the place where somebody was; empty if it is none of them.
    static String place(String sent) {
        return PLACES.matcher(sent).matches() ? sent : "";
    }
}
