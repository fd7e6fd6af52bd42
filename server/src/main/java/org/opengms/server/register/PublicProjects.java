package org.opengms.server.register;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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

/// The projects of the public register. How many people's data each has used, and what it asked and
/// took away, is counted once a day and kept as it was told, as the other figures of the register
/// are.
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
        Map<String, Told> figures = figures(lines, today);
        List<PublicProject> told = new ArrayList<>();
        for (ProjectLine line : lines) {
            desk.published(line.id())
                    .ifPresent(project ->
                            told.add(
                                    tell(
                                            line,
                                            project,
                                            figures.getOrDefault(line.id().value(), NOTHING),
                                            today)));
        }
        return told;
    }

    /// The figures of a project as they are kept.
    ///
    /// @param shown how many people's data it has used, rounded; 0 with `small` where it is hidden
    /// @param small whether there are too few to be told, or none
    /// @param use absent on days before it was counted
    private record Told(long shown, boolean small, @Nullable ProjectUse use) {
        RegisterFigures.Count people() {
            return new RegisterFigures.Count(shown, small);
        }
    }

    private static final Told NOTHING = new Told(0, true, null);

    private static PublicProject tell(
            ProjectLine line, Project project, Told figures, LocalDate today) {
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
                figures.people(),
                Optional.ofNullable(figures.use()),
                today);
    }

    /// Figures of the day, counted the first time that they are asked for.
    private Map<String, Told> figures(List<ProjectLine> lines, LocalDate day) {
        String[] ids = lines.stream().map(l -> l.id().value()).toArray(String[]::new);
        Map<String, Told> kept = kept(ids, day);
        if (kept.size() < ids.length) {
            jdbc.sql(
                            """
                            select p.id,
                                (select count(distinct person_id) from access_log
                                    where project = p.id and permitted and at < :start) as people,
                                (select coalesce(sum(queries), 0) from metered_use
                                    where project = cast(p.id as text) and day < :day
                                        and kind in ('QUERY', 'BATCH')) as questions,
                                (select coalesce(sum(records), 0) from metered_use
                                    where project = cast(p.id as text) and day < :day) as readings,
                                (select count(*) from output_request r
                                    join output_event e on e.request_id = r.id
                                    where r.project = cast(p.id as text) and e.what = 'RELEASED'
                                        and e.at < :start) as outputs
                            from unnest(cast(:ids as uuid[])) as p(id)
                            """)
                    .param("ids", ids)
                    .param("day", day)
                    .param("start", day.atStartOfDay(ENGLAND).toOffsetDateTime())
                    .query((row, n) -> {
                        RegisterFigures.Count people = shown(row.getLong("people"));
                        return Map.entry(
                                row.getString("id"),
                                new Told(
                                        people.shown(),
                                        people.small(),
                                        new ProjectUse(
                                                row.getLong("questions"),
                                                shown(row.getLong("readings")),
                                                row.getLong("outputs"))));
                    })
                    .list()
                    .forEach(one -> keep(one.getKey(), one.getValue(), day));
            kept = kept(ids, day);
        }
        return kept;
    }

    private Map<String, Told> kept(String[] ids, LocalDate day) {
        Map<String, Told> kept = new HashMap<>();
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
                                JSON.readValue(row.getString("figures"), Told.class)))
                .list()
                .forEach(one -> kept.put(one.getKey(), one.getValue()));
        return kept;
    }

    private void keep(String project, Told figures, LocalDate day) {
        jdbc.sql(
                        """
                        insert into project_use_day (day, project, figures)
                        values (:day, cast(:project as uuid), cast(:figures as jsonb))
                        on conflict do nothing
                        """)
                .param("day", day)
                .param("project", project)
                .param("figures", JSON.writeValueAsString(figures))
                .update();
    }

    private RegisterFigures.Count shown(long count) {
        return RegisterFigures.Count.of(rules.counts().show(count));
    }
}
