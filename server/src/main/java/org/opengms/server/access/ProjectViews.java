package org.opengms.server.access;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.opengms.access.Acting;
import org.opengms.access.Entry;
import org.opengms.access.Project;
import org.opengms.access.ProjectLine;
import org.opengms.access.Seat;
import org.opengms.access.Tally;

/// Projects as the interface shows them: to each part what it may see. A researcher is told the
/// seats of the committee and never the names; a member sees votes once they have voted.
final class ProjectViews {
    private ProjectViews() {}

    static Map<String, Object> line(ProjectLine line) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", line.id().value());
        view.put("number", line.number());
        view.put("stage", line.stage().name());
        view.put("stageWords", line.stage().words());
        view.put("next", line.stage().next());
        view.put("title", line.title());
        view.put("institution", line.institution());
        view.put("lead", line.lead());
        line.until().ifPresent(day -> view.put("until", day.toString()));
        line.submittedAt().ifPresent(at -> view.put("submittedAt", at.toString()));
        view.put("openQuestions", line.openQuestions());
        view.put("renewalOpen", line.isRenewalOpen());
        view.put("lastAt", line.lastAt().toString());
        return view;
    }

    static Map<String, Object> project(
            Project project, Acting reader, LocalDate today, AccessOffice office) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", project.id().value());
        view.put("stage", project.stage(today).name());
        view.put("stageWords", project.stage(today).words());
        view.put("next", project.stage(today).next());
        view.put("seat", reader.seat().name());
        view.put("offered", office.desk().offered(project, reader));
        view.put("renewalOpen", project.isRenewalOpen());
        project.until().ifPresent(day -> view.put("until", day.toString()));
        view.put("words", project.words());
        project.application().ifPresent(application -> view.put("application", application));
        view.put("team", project.team());
        view.put("agreements", project.agreements());
        project.opinion().ifPresent(opinion -> view.put("firstOpinion", opinion));
        view.put("questions", project.questions());
        view.put("conditions", project.conditions());
        view.put("checklist", project.checklist(today, office.rules()));
        if (reader.seat() != Seat.RESEARCHER) {
            project.interestOf(reader).ifPresent(why -> view.put("ownInterest", why));
            view.put("interests", project.interests().size());
            view.put(
                    "barred",
                    project.team().stream()
                            .map(member -> member.account())
                            .filter(account -> office.desk().bar(account).isPresent())
                            .toList());
            if (project.maySeeVotes(reader)) {
                Tally tally = project.tally();
                view.put("tally", tally);
                view.put(
                        "votes",
                        project.ballotsFor(reader).stream()
                                .map(ballot ->
                                        Map.of(
                                                "by", ballot.by().name(),
                                                "seat", ballot.by().seat().name(),
                                                "choice", ballot.vote().choice().name(),
                                                "reason", ballot.vote().reason()))
                                .toList());
            }
        }
        view.put("history", project.historyFor(reader).stream().map(e -> step(e, reader)).toList());
        return view;
    }

    private static Map<String, Object> step(Entry entry, Acting reader) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("at", entry.at().toString());
        boolean isHidden = reader.seat() == Seat.RESEARCHER && entry.by().seat() != Seat.RESEARCHER;
        view.put("by", isHidden ? "the committee" : entry.by().name());
        view.put("seat", entry.by().seat().name());
        view.put("step", entry.event().kind());
        return view;
    }

    static List<Map<String, Object>> lines(List<ProjectLine> lines) {
        return lines.stream().map(ProjectViews::line).toList();
    }
}
