package org.opengms.server.pages;

import java.util.Optional;
import org.opengms.gate.Actor;
import org.opengms.workforce.Competence;
import org.opengms.workforce.GateDesk;
import org.opengms.workforce.GatedTask;
import org.opengms.workforce.Lesson;
import org.opengms.workforce.StaffDesk;
import org.opengms.workforce.StaffMember;

/// The lesson that is offered at a task.
final class LessonOffer {
    private LessonOffer() {}

    /// The lesson for who lacks the competence that a task needs, or loses it within the time of
    /// notice; absent for everybody else.
    static Optional<Lesson> before(GatedTask task, Actor reader, GateDesk gates, StaffDesk staff) {
        Competence competence = task.competence();
        StaffMember member = staff.own(reader);
        CompetenceLine line =
                CompetenceLine.of(competence, member, gates, staff, reader.organisation());
        boolean holdsOn =
                line.until().isPresent()
                        && !line.endsWithin(
                                staff.today(), staff.book().rules(staff.today()).noticeDays());
        return holdsOn ? Optional.empty() : line.lesson().flatMap(staff::lesson);
    }
}
