package org.opengms.server.register;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opengms.access.AccessDesk;
import org.opengms.access.Application;
import org.opengms.access.DataKind;
import org.opengms.access.InstitutionAgreement;
import org.opengms.access.Project;
import org.opengms.access.ProjectId;
import org.opengms.access.ProjectLine;
import org.opengms.access.ProjectLists;
import org.opengms.access.Stage;
import org.opengms.consent.ConsentStatement;
import org.opengms.disclosure.DisclosureRules;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/// The projects of the public register. How many people's data each has used is counted once a day
/// and kept as it was told, as the other figures of the register are.
public final class PublicProjects {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final ZoneId ENGLAND = ConsentStatement.ENGLAND;

    private final JdbcClient jdbc;
    private final AccessDesk desk;
    private final ProjectLists lists;
    private final DisclosureRules rules;
    private final Clock clock;

    public PublicProjects(
            JdbcClient jdbc,
            AccessDesk desk,
            ProjectLists lists,
            DisclosureRules rules,
            Clock clock) {
        this.jdbc = jdbc;
        this.desk = desk;
        this.lists = lists;
        this.rules = rules;
        this.clock = clock;
    }

    /// Some of them, newest first.
    ///
    /// @param total how many there are
    /// @param page from 1
    /// @param pages how many pages there are
    public record Some(List<PublicProject> projects, long total, int page, int pages) {
        public Some {
            projects = List.copyOf(projects);
        }
    }

    /// A page of them.
    ///
    /// @param page from 1
    public Some page(int page) {
        LocalDate today = today();
        ProjectLists.Lines lines = lists.published(page, today);
        return new Some(tell(lines.lines(), today), lines.total(), page, lines.pages());
    }

    /// One of them.
    public Optional<PublicProject> find(ProjectId id) {
        LocalDate today = today();
        return lists.published(id, today).map(line -> tell(List.of(line), today).getFirst());
    }

    private LocalDate today() {
        return ConsentStatement.day(clock.instant());
    }

    private List<PublicProject> tell(List<ProjectLine> lines, LocalDate today) {
        Map<String, RegisterFigures.Count> people = people(lines, today);
        List<PublicProject> told = new ArrayList<>();
        for (ProjectLine line : lines) {
            desk.published(line.id())
                    .ifPresent(project ->
                            told.add(
                                    tell(
                                            line,
                                            project,
                                            people.getOrDefault(line.id().value(), NOBODY),
                                            today)));
        }
        return told;
    }

    private static final RegisterFigures.Count NOBODY = new RegisterFigures.Count(0, true);

    private static PublicProject tell(
            ProjectLine line, Project project, RegisterFigures.Count people, LocalDate today) {
        Application application = project.application().orElseThrow();
        List<String> outcome = new ArrayList<>(project.progress());
        if (line.stage() == Stage.CLOSED) {
            outcome.add(project.words());
        }
        return new PublicProject(
                line.id().value(),
                line.number(),
                application.title(),
                line.stage().words(),
                application.laySummary(),
                application.publicBenefit(),
                application.purpose().words(),
                project.agreements().stream().map(InstitutionAgreement::name).distinct().toList(),
                line.lead(),
                application.data().stream().sorted().map(DataKind::words).toList(),
                ConsentStatement.day(project.publishedAt().orElseThrow()),
                line.until(),
                outcome,
                people,
                today);
    }

    /// Figures of the day, counted the first time that they are asked for.
    private Map<String, RegisterFigures.Count> people(List<ProjectLine> lines, LocalDate day) {
        String[] ids = lines.stream().map(l -> l.id().value()).toArray(String[]::new);
        Map<String, RegisterFigures.Count> kept = kept(ids, day);
        if (kept.size() < ids.length) {
            jdbc.sql(
                            """
                            select p.id, count(distinct a.person_id) as people
                            from unnest(cast(:ids as uuid[])) as p(id)
                            left join access_log a on a.project = p.id and a.permitted and a.at < :start
                            group by p.id
                            """)
                    .param("ids", ids)
                    .param("start", day.atStartOfDay(ENGLAND).toOffsetDateTime())
                    .query((row, n) -> Map.entry(row.getString("id"), shown(row.getLong("people"))))
                    .list()
                    .forEach(one -> keep(one.getKey(), one.getValue(), day));
            kept = kept(ids, day);
        }
        return kept;
    }

    private Map<String, RegisterFigures.Count> kept(String[] ids, LocalDate day) {
        Map<String, RegisterFigures.Count> kept = new HashMap<>();
        jdbc.sql(
                        """
                        select project, figures from project_use_day
                        where day = :day and project = any(cast(:ids as uuid[]))
                        """)
                .param("day", day)
                .param("ids", ids)
                .query((row, n) ->
                        Map.entry(
                                row.getString("project"),
                                JSON.readValue(
                                        row.getString("figures"), RegisterFigures.Count.class)))
                .list()
                .forEach(one -> kept.put(one.getKey(), one.getValue()));
        return kept;
    }

    private void keep(String project, RegisterFigures.Count people, LocalDate day) {
        jdbc.sql(
                        """
                        insert into project_use_day (day, project, figures)
                        values (:day, cast(:project as uuid), cast(:figures as jsonb))
                        on conflict do nothing
                        """)
                .param("day", day)
                .param("project", project)
                .param("figures", JSON.writeValueAsString(people))
                .update();
    }

    private RegisterFigures.Count shown(long count) {
        return RegisterFigures.Count.of(rules.counts().show(count));
    }
}
