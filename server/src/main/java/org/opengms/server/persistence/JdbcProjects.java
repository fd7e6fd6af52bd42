package org.opengms.server.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.opengms.access.Account;
import org.opengms.access.Application;
import org.opengms.access.Bar;
import org.opengms.access.CommitteeSeat;
import org.opengms.access.Entry;
import org.opengms.access.Project;
import org.opengms.access.ProjectId;
import org.opengms.access.ProjectLine;
import org.opengms.access.ProjectLists;
import org.opengms.access.ProjectStore;
import org.opengms.access.Seat;
import org.opengms.access.Stage;
import org.opengms.access.TeamMember;
import org.opengms.consent.ConsentStatement;
import org.opengms.datafile.DataFile;
import org.opengms.infrastructure.OdsCode;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Projects, the committee's seats and bars in PostgreSQL.
public final class JdbcProjects implements ProjectStore, ProjectLists {
    private static final DataFile<Entry> STEP =
            new DataFile<>(
                    Entry.class, "a step of a project", "OGMS-8640", UnaryOperator.identity());

    /// The stage on a day: what was approved runs out by itself.
    private static final String STAGE_TODAY =
            """
            case when stage in ('APPROVED', 'RUNNING') and until < :today then 'EXPIRED' else stage end
            """;

    private static final String LINE =
            "select id, number, title, institution, lead, until, submitted_at, open_questions, renewal, last_at, "
                    + STAGE_TODAY
                    + " as stage_today from project ";

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    public JdbcProjects(JdbcClient jdbc, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    // ---- histories

    @Override
    public List<Entry> history(ProjectId project) {
        return jdbc.sql("select step from project_event where project = :project order by number")
                .param("project", UUID.fromString(project.value()))
                .query((row, n) -> STEP.parse(row.getString("step"), "project " + project.value()))
                .list();
    }

    @Override
    public boolean append(Project after) {
        Entry last = after.history().getLast();
        Application application = after.application().orElseThrow();
        // The stage but for the day: as on the last day of access.
        Stage stage = after.stage(after.until().orElse(ConsentStatement.day(last.at())));
        Boolean kept =
                transactions.execute(status -> {
                    int added =
                            jdbc.sql(
                                            """
                                            insert into project_event (project, number, at, account, step)
                                            values (:project, :number, :at, :account, cast(:step as jsonb))
                                            on conflict do nothing
                                            """)
                                    .param("project", UUID.fromString(after.id().value()))
                                    .param("number", after.history().size())
                                    .param("at", Rows.utc(last.at()))
                                    .param("account", last.by().account().value())
                                    .param("step", STEP.line(last))
                                    .update();
                    if (added == 1) {
                        keepView(after, application, stage, last);
                    }
                    return added == 1;
                });
        return Boolean.TRUE.equals(kept);
    }

    private void keepView(Project after, Application application, Stage stage, Entry last) {
        List<TeamMember> team = after.team();
        jdbc.sql(
                        """
                        insert into project (id, steps, stage, title, institution, lead, team, until,
                            submitted_at, decided_at, published_at, turnaround_seconds, open_questions,
                            renewal, last_at)
                        values (:id, :steps, :stage, :title, :institution, :lead, :team, :until,
                            :submitted, :decided, :published, :turnaround, :questions, :renewal, :last)
                        on conflict (id) do update set steps = excluded.steps, stage = excluded.stage,
                            title = excluded.title, institution = excluded.institution,
                            lead = excluded.lead, team = excluded.team, until = excluded.until,
                            submitted_at = excluded.submitted_at, decided_at = excluded.decided_at,
                            published_at = excluded.published_at,
                            turnaround_seconds = excluded.turnaround_seconds,
                            open_questions = excluded.open_questions, renewal = excluded.renewal,
                            last_at = excluded.last_at
                        """)
                .param("id", UUID.fromString(after.id().value()))
                .param("steps", after.history().size())
                .param("stage", stage.name())
                .param("title", application.title())
                .param("institution", application.agreements().getFirst().institution().value())
                .param("lead", team.getFirst().name())
                .param("team", team.stream().map(m -> m.account().value()).toArray(String[]::new))
                .param("until", after.until().orElse(null))
                .param("submitted", after.submittedAt().map(Rows::utc).orElse(null))
                .param("decided", after.decidedAt().map(Rows::utc).orElse(null))
                .param("published", after.publishedAt().map(Rows::utc).orElse(null))
                .param("turnaround", after.turnaround().map(d -> d.toSeconds()).orElse(null))
                .param("questions", after.openQuestions().size())
                .param("renewal", after.isRenewalOpen())
                .param("last", Rows.utc(last.at()))
                .update();
    }

    @Override
    public void refused(ProjectId project, Account by, String step, String reason, Instant at) {
        jdbc.sql(
                        """
                        insert into project_refusal (project, account, step, reason, at)
                        values (:project, :account, :step, :reason, :at)
                        """)
                .param("project", UUID.fromString(project.value()))
                .param("account", by.value())
                .param("step", step)
                .param("reason", reason)
                .param("at", Rows.utc(at))
                .update();
    }

    // ---- lists

    private static ProjectLine line(ResultSet row, int number) throws SQLException {
        return new ProjectLine(
                new ProjectId(row.getString("id")),
                row.getLong("number"),
                Stage.valueOf(row.getString("stage_today")),
                row.getString("title"),
                row.getString("institution"),
                row.getString("lead"),
                Rows.optional(row, "until", LocalDate.class),
                Rows.optional(row, "submitted_at", OffsetDateTime.class)
                        .map(OffsetDateTime::toInstant),
                row.getInt("open_questions"),
                row.getBoolean("renewal"),
                Rows.instant(row, "last_at"));
    }

    @Override
    public List<ProjectLine> of(Account account, LocalDate today) {
        return jdbc.sql(
                        LINE
                                + "where team @> array[cast(:account as text)] order by number desc limit 200")
                .param("account", account.value())
                .param("today", today)
                .query(JdbcProjects::line)
                .list();
    }

    private static String which(Show show) {
        return switch (show) {
            case WAITING ->
                    """
                    where stage in ('SUBMITTED', 'REVIEW', 'APPEAL') or renewal
                    """;
            case WITH_APPLICANT -> "where stage = 'QUESTIONS' ";
            case APPROVED ->
                    """
                    where stage in ('APPROVED', 'RUNNING', 'SUSPENDED')
                    """;
            case OVER ->
                    """
                    where stage in ('REFUSED', 'WITHDRAWN', 'NEVER_ALLOWED', 'CLOSED')
                        and submitted_at is not null
                    """;
        };
    }

    @Override
    public Lines shown(Show show, int page, LocalDate today) {
        return lines(
                which(show),
                show == Show.OVER ? "submitted_at desc, id" : "submitted_at, id",
                page,
                today);
    }

    @Override
    public Lines published(int page, LocalDate today) {
        return lines("where published_at is not null ", "published_at desc, id", page, today);
    }

    private Lines lines(String where, String order, int page, LocalDate today) {
        List<ProjectLine> lines =
                jdbc.sql(LINE + where + " order by " + order + " limit :limit offset :offset")
                        .param("today", today)
                        .param("limit", PAGE_SIZE)
                        .param("offset", (long) PAGE_SIZE * (page - 1))
                        .query(JdbcProjects::line)
                        .list();
        return new Lines(
                lines,
                jdbc.sql("select count(*) from project " + where).query(Long.class).single());
    }

    @Override
    public Optional<ProjectLine> published(ProjectId id, LocalDate today) {
        return jdbc.sql(LINE + "where id = :id and published_at is not null")
                .param("id", UUID.fromString(id.value()))
                .param("today", today)
                .query(JdbcProjects::line)
                .optional();
    }

    @Override
    public List<ProjectLine> running(LocalDate today) {
        return jdbc.sql(
                        LINE
                                + "where stage = 'RUNNING' and until >= :today order by until, id limit 200")
                .param("today", today)
                .query(JdbcProjects::line)
                .list();
    }

    @Override
    public Turnaround turnaround(Instant since, int aimDays) {
        return jdbc.sql(
                        """
                        select count(*) as decided,
                            percentile_cont(0.5) within group (order by turnaround_seconds) / 86400 as median,
                            percentile_cont(0.9) within group (order by turnaround_seconds) / 86400 as ninetieth,
                            count(*) filter (where turnaround_seconds <= :aim) as within
                        from project where decided_at >= :since
                        """)
                .param("since", Rows.utc(since))
                .param("aim", aimDays * 86_400L)
                .query((row, n) ->
                        new Turnaround(
                                row.getLong("decided"),
                                Rows.optional(row, "median", Double.class),
                                Rows.optional(row, "ninetieth", Double.class),
                                row.getLong("within")))
                .single();
    }

    // ---- the committee

    private static CommitteeSeat seat(ResultSet row, int number) throws SQLException {
        return new CommitteeSeat(
                new Account(row.getString("account")),
                row.getString("name"),
                Rows.text(row, "organisation").map(OdsCode::new),
                Seat.valueOf(row.getString("seat")),
                row.getObject("from_day", LocalDate.class),
                row.getObject("until_day", LocalDate.class));
    }

    @Override
    public List<CommitteeSeat> seats(Account account) {
        return jdbc.sql("select * from committee_seat where account = :account order by seq")
                .param("account", account.value())
                .query(JdbcProjects::seat)
                .list();
    }

    @Override
    public List<CommitteeSeat> committee(LocalDate today) {
        return jdbc.sql(
                        """
                        select distinct on (account) * from committee_seat
                        where :today between from_day and until_day order by account, seq desc
                        """)
                .param("today", today)
                .query(JdbcProjects::seat)
                .list();
    }

    @Override
    public void appoint(CommitteeSeat seat, Account by, Instant at) {
        jdbc.sql(
                        """
                        insert into committee_seat (account, name, organisation, seat, from_day, until_day,
                            appointed_by, at)
                        values (:account, :name, :organisation, :seat, :from, :until, :by, :at)
                        """)
                .param("account", seat.account().value())
                .param("name", seat.name())
                .param("organisation", seat.organisation().map(OdsCode::value).orElse(null))
                .param("seat", seat.seat().name())
                .param("from", seat.from())
                .param("until", seat.until())
                .param("by", by.value())
                .param("at", Rows.utc(at))
                .update();
    }

    private static Bar bar(ResultSet row, int number) throws SQLException {
        return new Bar(
                new Account(row.getString("account")),
                row.getString("because"),
                row.getObject("from_day", LocalDate.class),
                row.getObject("until_day", LocalDate.class));
    }

    @Override
    public List<Bar> bars(Account account) {
        return jdbc.sql("select * from access_bar where account = :account order by seq")
                .param("account", account.value())
                .query(JdbcProjects::bar)
                .list();
    }

    @Override
    public List<Bar> barred(LocalDate today) {
        return jdbc.sql(
                        """
                        select * from access_bar where :today between from_day and until_day
                        order by seq desc limit 1000
                        """)
                .param("today", today)
                .query(JdbcProjects::bar)
                .list();
    }

    @Override
    public void bar(Bar bar, Account by, Instant at) {
        jdbc.sql(
                        """
                        insert into access_bar (account, because, from_day, until_day, barred_by, at)
                        values (:account, :because, :from, :until, :by, :at)
                        """)
                .param("account", bar.account().value())
                .param("because", bar.because())
                .param("from", bar.from())
                .param("until", bar.until())
                .param("by", by.value())
                .param("at", Rows.utc(at))
                .update();
    }
}
