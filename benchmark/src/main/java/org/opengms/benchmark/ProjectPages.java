package org.opengms.benchmark;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.opengms.access.AccessAnswer;
import org.opengms.access.AccessDesk;
import org.opengms.access.Account;
import org.opengms.access.Acting;
import org.opengms.access.Application;
import org.opengms.access.CommitteeRules;
import org.opengms.access.DataKind;
import org.opengms.access.FirstOpinion;
import org.opengms.access.HardRefusals;
import org.opengms.access.InstitutionAgreement;
import org.opengms.access.Project;
import org.opengms.access.ProjectEvent;
import org.opengms.access.ProjectId;
import org.opengms.access.ProjectLists;
import org.opengms.access.ProjectProcess;
import org.opengms.access.Seat;
import org.opengms.access.StudyPurpose;
import org.opengms.access.TeamMember;
import org.opengms.access.Vote;
import org.opengms.consent.ResearchQuestion.Aim;
import org.opengms.consent.ResearchQuestion.Reach;
import org.opengms.disclosure.DisclosureRules;
import org.opengms.infrastructure.OdsCode;
import org.opengms.server.access.AccessOffice;
import org.opengms.server.database.EmbeddedDatabase;
import org.opengms.server.persistence.JdbcProjects;
import org.opengms.server.register.PublicProjects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// What the pages of projects ask the database, with very many applications in it: one project is
/// taken from its draft to data, and copied.
public final class ProjectPages {
    private static final OdsCode UNIVERSITY = new OdsCode("ZUN01");
    private static final Acting OFFICER = committee("officer", Seat.OFFICER);

    private ProjectPages() {}

    private static Acting committee(String name, Seat seat) {
        return new Acting(new Account(name), name, Optional.of(new OdsCode("ZGMS1")), seat);
    }

    /// @param arguments empty folder, applications (100,000), times each is asked (200)
    public static void main(String[] arguments) {
        int applications = arguments.length > 1 ? Integer.parseInt(arguments[1], 10) : 100_000;
        int times = arguments.length > 2 ? Integer.parseInt(arguments[2], 10) : 200;
        try (EmbeddedDatabase server = EmbeddedDatabase.start(Path.of(arguments[0]));
                HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl(server.jdbcUrl());
            pool.setUsername("postgres");
            Flyway.configure().dataSource(pool).load().migrate();
            JdbcClient jdbc = JdbcClient.create(pool);
            JdbcProjects projects =
                    new JdbcProjects(
                            jdbc, new TransactionTemplate(new JdbcTransactionManager(pool)));
            CommitteeRules rules = CommitteeRules.standard();
            AccessDesk desk =
                    new AccessDesk(
                            projects,
                            new ProjectProcess(rules, HardRefusals.standard()),
                            (_, _, on) ->
                                    new FirstOpinion(
                                            on,
                                            List.of(),
                                            Optional.empty(),
                                            Optional.empty(),
                                            "",
                                            List.of()),
                            _ -> Optional.empty(),
                            Clock.systemUTC());
            ProjectId first = running(desk);
            fill(jdbc, applications);
            LocalDate today = desk.today();
            AccessOffice office = new AccessOffice(desk, projects, Clock.systemUTC());
            PublicProjects register =
                    new PublicProjects(
                            jdbc, desk, projects, DisclosureRules.standard(), Clock.systemUTC());
            System.out.printf(
                    Locale.ROOT,
                    "%,d projects, %,d steps%n",
                    jdbc.sql("select count(*) from project").query(Long.class).single(),
                    jdbc.sql("select count(*) from project_event").query(Long.class).single());
            measure(
                    "own projects",
                    times,
                    () -> projects.of(new Account("researcher.777"), today));
            measure(
                    "worklist, first page",
                    times,
                    () -> projects.shown(ProjectLists.Show.WAITING, 1, today));
            measure(
                    "worklist, page 100",
                    times,
                    () -> projects.shown(ProjectLists.Show.WAITING, 100, today));
            measure(
                    "approved, page 500",
                    times,
                    () -> projects.shown(ProjectLists.Show.APPROVED, 500, today));
            measure("turnaround", times, office::turnaround);
            measure("one project", times, () -> desk.find(first, OFFICER));
            measure("one use", times, () -> desk.standing(first, new Account("researcher.lead")));
            measure("register, first page", times, () -> register.page(1));
            measure("register, page 1000", times, () -> register.page(1000));
            measure("who has access", Math.min(times, 20), office::entitlements);
        }
    }

    private static void measure(String what, int times, Runnable question) {
        for (int i = 0; i < 20; i++) {
            question.run();
        }
        long[] nanos = new long[times];
        for (int i = 0; i < times; i++) {
            long began = System.nanoTime();
            question.run();
            nanos[i] = System.nanoTime() - began;
        }
        Arrays.sort(nanos);
        System.out.printf(
                Locale.ROOT,
                "%s: median %.1f ms, 99th percentile %.1f ms%n",
                what,
                nanos[times / 2] / 1e6,
                nanos[times * 99 / 100] / 1e6);
    }

    /// Three in ten wait, three in ten are with the applicant or over, four in ten run.
    private static void fill(JdbcClient jdbc, int applications) {
        jdbc.sql(
                        """
                        create table copy as
                        select n, gen_random_uuid() as id,
                            (array['REVIEW', 'SUBMITTED', 'REVIEW', 'QUESTIONS', 'REFUSED', 'CLOSED',
                                'RUNNING', 'RUNNING', 'RUNNING', 'SUSPENDED'])[1 + n % 10] as stage
                        from generate_series(1, :applications) as n
                        """)
                .param("applications", applications)
                .update();
        jdbc.sql(
                        """
                        insert into project_event (project, number, at, account, step)
                        select c.id, e.number, e.at, e.account, e.step
                        from copy c cross join project_event e
                        """)
                .update();
        jdbc.sql(
                        """
                        insert into project (id, steps, stage, title, institution, lead, team, until,
                            submitted_at, decided_at, published_at, turnaround_seconds, open_questions,
                            renewal, last_at)
                        select c.id, p.steps, c.stage, p.title || ' ' || c.n, p.institution, p.lead,
                            array['researcher.' || c.n % 20000], p.until,
                            now() - c.n * interval '5 minutes', now() - c.n * interval '4 minutes',
                            case when c.stage in ('RUNNING', 'SUSPENDED', 'CLOSED')
                                then now() - c.n * interval '4 minutes' end,
                            c.n % 5000000, 0, false, now()
                        from copy c cross join project p
                        """)
                .update();
        jdbc.sql("drop table copy").update();
        jdbc.sql("analyze").update();
    }

    private static ProjectId running(AccessDesk desk) {
        LocalDate today = desk.today();
        TeamMember lead =
                new TeamMember(
                        new Account("researcher.lead"), "A. Lead", UNIVERSITY, today.minusDays(9));
        Acting applicant =
                new Acting(
                        lead.account(), lead.name(), Optional.of(UNIVERSITY), Seat.RESEARCHER);
        String words = "Words of a summary that is long enough for anybody to read. ".repeat(10);
        ProjectId id = new ProjectId(UUID.randomUUID().toString());
        done(
                desk.draft(
                        id,
                        new Application(
                                "A project of a measurement",
                                words,
                                words,
                                new StudyPurpose(
                                        Set.of(Aim.HEALTH),
                                        Optional.empty(),
                                        Reach.NOT_FOR_PROFIT,
                                        Set.of(),
                                        Set.of(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty()),
                                Set.of(DataKind.GENOMES),
                                words,
                                List.of(lead),
                                List.of(
                                        new InstitutionAgreement(
                                                UNIVERSITY,
                                                "Example University",
                                                "DSA-1",
                                                today.minusDays(9),
                                                today.plusYears(2))),
                                12,
                                Set.of()),
                        applicant));
        done(desk.submit(id, applicant));
        done(desk.act(id, new ProjectEvent.PutToCommittee(), OFFICER));
        for (int i = 0; i < 5; i++) {
            done(
                    desk.act(
                            id,
                            new ProjectEvent.Voted(new Vote(Vote.Choice.APPROVE, "It is clear.")),
                            committee("member." + i, i < 2 ? Seat.LAY_MEMBER : Seat.MEMBER)));
        }
        done(
                desk.act(
                        id,
                        new ProjectEvent.Approved(today.plusYears(1), List.of(), "It is clear."),
                        OFFICER));
        done(desk.act(id, new ProjectEvent.SummaryPublished(), OFFICER));
        return id;
    }

    private static void done(AccessAnswer<Project> answer) {
        if (!(answer instanceof AccessAnswer.Done<Project>)) {
            throw new IllegalStateException(answer.toString());
        }
    }
}
