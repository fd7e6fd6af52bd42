package org.opengms.server.pages;

import java.time.LocalDate;
import java.util.Optional;
import org.opengms.infrastructure.OdsCode;
import org.opengms.workforce.Competence;
import org.opengms.workforce.GateDesk;
import org.opengms.workforce.LessonId;
import org.opengms.workforce.StaffDesk;
import org.opengms.workforce.StaffMember;
import org.opengms.workforce.Standing;

/// How somebody stands to one competence, as a page says it.
///
/// @param tag a colour of the design system's tags, empty for the plain one
/// @param state in a word or two
/// @param until the last day, if it is held or supervised
/// @param reason why it is lacking; empty if it is not
/// @param way how to get it; empty if it is not lacking
/// @param lesson that teaches what is needed, if there is one
public record CompetenceLine(
        Competence competence,
        String tag,
        String state,
        Optional<LocalDate> until,
        String reason,
        String way,
        Optional<LessonId> lesson) {
    static CompetenceLine of(
            Competence competence,
            StaffMember member,
            GateDesk gates,
            StaffDesk staff,
            OdsCode organisation) {
        OdsCode place =
                competence == Competence.ACCESS_REVIEWER ? GateDesk.COMMITTEE : organisation;
        Optional<LessonId> lesson =
                staff.book().rules(staff.today()).requirement(competence).lesson();
        return switch (gates.standing(member.id(), competence, place)) {
            case Standing.Holds _ ->
                    new CompetenceLine(
                            competence,
                            "green",
                            "Held",
                            member.heldUntil(competence, staff.now()),
                            "",
                            "",
                            lesson);
            case Standing.Supervised(var _, var until) ->
                    new CompetenceLine(
                            competence, "blue", "Supervised", Optional.of(until), "", "", lesson);
            case Standing.Lacks(String reason, String way) ->
                    new CompetenceLine(
                            competence,
                            member.everGranted().contains(competence) ? "red" : "grey",
                            member.everGranted().contains(competence) ? "Ended" : "Not held",
                            Optional.empty(),
                            reason,
                            way,
                            lesson);
        };
    }

    /// Whether it ends within some days.
    public boolean endsWithin(LocalDate today, int days) {
        return until.filter(last -> !last.isAfter(today.plusDays(days))).isPresent();
    }
}
