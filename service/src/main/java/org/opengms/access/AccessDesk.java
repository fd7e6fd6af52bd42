package org.opengms.access;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opengms.consent.ConsentStatement;
import org.opengms.consent.Days;

/// Takes every step of a project in one place: asks the process, keeps what was done, and keeps
/// what was refused. Says of each use, at the moment of the use, whether a project opens it.
public final class AccessDesk {
    /// Who acts where a rule does.
    private static final Acting RULES =
            new Acting(new Account("rules"), "The service's rules", Optional.empty(), Seat.OFFICER);

    private final ProjectStore store;
    private final ProjectProcess process;
    private final Opinions opinions;
    private final Reviewers reviewers;
    private final Clock clock;

    /// What people's consents say to an application.
    @FunctionalInterface
    public interface Opinions {
        /// Asks them.
        ///
        /// @param on the day
        FirstOpinion of(ProjectId project, Application application, LocalDate on);
    }

    /// Whether members of the committee are competent to vote.
    @FunctionalInterface
    public interface Reviewers {
        /// Why somebody may not vote, with the way to get what they lack; absent if they may.
        Optional<String> refusal(Acting member);
    }

    /// @param process who may take which step
    /// @param opinions what the consents say
    /// @param reviewers asked before a vote is taken
    public AccessDesk(
            ProjectStore store,
            ProjectProcess process,
            Opinions opinions,
            Reviewers reviewers,
            Clock clock) {
        this.reviewers = reviewers;
        this.store = store;
        this.process = process;
        this.opinions = opinions;
        this.clock = clock;
    }

    /// The rules by which it decides.
    public ProjectProcess process() {
        return process;
    }

    /// The day, in England.
    public LocalDate today() {
        return ConsentStatement.day(clock.instant());
    }

    /// The place that somebody has on the committee today, if any.
    public Optional<CommitteeSeat> seat(Account account) {
        LocalDate today = today();
        return store.seats(account).reversed().stream().filter(s -> s.covers(today)).findFirst();
    }

    /// What keeps somebody from using data in any project today.
    public Optional<Bar> bar(Account account) {
        LocalDate today = today();
        return store.bars(account).reversed().stream().filter(b -> b.covers(today)).findFirst();
    }

    /// A project, for whom it concerns: its team, and the committee once it is sent.
    public Optional<Project> find(ProjectId id, Acting reader) {
        List<Entry> history = store.history(id);
        if (history.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Project.of(id, history)).filter(project -> concerns(project, reader));
    }

    private static boolean concerns(Project project, Acting reader) {
        return reader.seat() == Seat.RESEARCHER
                ? project.hasMember(reader.account())
                        || project.applicant().equals(Optional.of(reader.account()))
                : project.submittedAt().isPresent();
    }

    /// The kinds of the steps that somebody may take on a project now.
    public List<String> offered(Project project, Acting by) {
        return process.offered(project, by, clock.instant());
    }

    /// Writes a draft, the first or again.
    public AccessAnswer<Project> draft(ProjectId id, Application application, Acting by) {
        return take(id, by, new ProjectEvent.Drafted(application));
    }

    /// Sends a draft. What is for a use that nobody may have ends here, and stays on record.
    public AccessAnswer<Project> submit(ProjectId id, Acting by) {
        Optional<Application> application = find(id, by).flatMap(Project::application);
        if (application.isEmpty()) {
            return new AccessAnswer.NotFound<>();
        }
        LocalDate today = today();
        AccessAnswer<Project> sent =
                take(id, by, new ProjectEvent.Submitted(opinions.of(id, application.get(), today)));
        Optional<HardRefusals.Refusal> never =
                process.refusals().declaredBy(application.get(), today);
        return sent instanceof AccessAnswer.Done<Project> && never.isPresent()
                ? take(
                        id,
                        RULES,
                        new ProjectEvent.NeverAllowed(never.get().code(), never.get().words()))
                : sent;
    }

    /// Answers a question.
    ///
    /// @param revised the application, if the answer changes it
    public AccessAnswer<Project> answer(
            ProjectId id, int number, String answer, Optional<Application> revised, Acting by) {
        return take(
                id,
                by,
                new ProjectEvent.Answered(
                        number,
                        answer,
                        revised.map(application ->
                                new ProjectEvent.Revision(
                                        application, opinions.of(id, application, today())))));
    }

    /// Takes any step that needs no opinion of the consents.
    ///
    /// @throws IllegalArgumentException if the step is one that [#submit] or [#answer] takes
    public AccessAnswer<Project> act(ProjectId id, ProjectEvent event, Acting by) {
        if (event instanceof ProjectEvent.Submitted || event instanceof ProjectEvent.Answered) {
            throw new IllegalArgumentException(
                    "OGMS-8632 This step is taken with what the consents say.");
        }
        return take(id, by, event);
    }

    private AccessAnswer<Project> take(ProjectId id, Acting by, ProjectEvent event) {
        boolean isFirst = event instanceof ProjectEvent.Drafted;
        while (true) {
            List<Entry> history = store.history(id);
            Project project = Project.of(id, history);
            boolean mayTake =
                    by.equals(RULES) || (history.isEmpty() ? isFirst : concerns(project, by));
            if (!mayTake) {
                return new AccessAnswer.NotFound<>();
            }
            Instant now = clock.instant();
            Optional<String> reason =
                    process.refusal(project, by, event, now)
                            .or(() ->
                                    event instanceof ProjectEvent.Voted
                                            ? reviewers.refusal(by)
                                            : Optional.empty());
            if (reason.isPresent()) {
                store.refused(
                        id, by.account(), event.getClass().getSimpleName(), reason.get(), now);
                return new AccessAnswer.Refused<>(reason.get());
            }
            Project after = project.with(new Entry(now, by, event));
            if (store.append(after)) {
                return new AccessAnswer.Done<>(after);
            }
            // Somebody was faster: it is judged by what stands now.
        }
    }

    /// A project as anybody may know it once its lay summary is published: who asks must show no
    /// more of it than that.
    public Optional<Project> published(ProjectId id) {
        return Optional.of(Project.of(id, store.history(id)))
                .filter(project -> project.publishedAt().isPresent());
    }

    /// Whether each of a project's team may use data now, for the committee's officer.
    public Map<TeamMember, AccessStanding> standings(ProjectId id) {
        Project project = Project.of(id, store.history(id));
        Map<TeamMember, AccessStanding> standings = new LinkedHashMap<>();
        for (TeamMember member : project.team()) {
            standings.put(member, standing(project, member.account()));
        }
        return standings;
    }

    /// Whether somebody is in a project's team, or was at any time since it was approved.
    public boolean hasHadMember(ProjectId id, Account account) {
        return Project.of(id, store.history(id)).hasHadMember(account);
    }

    /// Whether a project's own programs may use data for it now, from everything that stands now.
    public AccessStanding standingOfPrograms(ProjectId id) {
        return Project.of(id, store.history(id)).useByPrograms(clock.instant(), process.refusals());
    }

    /// The same as [#standing] for somebody who is about to use data; a no is kept.
    public AccessStanding use(ProjectId id, Account account) {
        AccessStanding standing = standing(id, account);
        if (standing instanceof AccessStanding.Stopped(String reason)) {
            store.refused(id, account, "Use", reason, clock.instant());
        }
        return standing;
    }

    /// Whether somebody may use data for a project now, from everything that stands now.
    public AccessStanding standing(ProjectId id, Account account) {
        List<Entry> history = store.history(id);
        if (history.isEmpty()) {
            return new AccessStanding.Stopped("You are in no team of such a project.");
        }
        return standing(Project.of(id, history), account);
    }

    private AccessStanding standing(Project project, Account account) {
        AccessStanding standing =
                project.use(account, clock.instant(), process.rules(), process.refusals());
        return standing instanceof AccessStanding.Open
                ? bar(account)
                        .<AccessStanding>map(bar ->
                                new AccessStanding.Stopped(
                                        "You may use no data until %s. Write to the committee's officer."
                                                .formatted(Days.words(bar.until()))))
                        .orElse(standing)
                : standing;
    }
}
