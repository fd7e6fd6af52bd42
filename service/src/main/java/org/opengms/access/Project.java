package org.opengms.access;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opengms.consent.ConsentStatement;
import org.opengms.consent.Days;

/// A project as its steps have made it: a pure function of them. What depends on the day, such as
/// whether it has run out, is asked with the day.
public final class Project {
    private final ProjectId id;
    private final List<Entry> history;
    private final List<Question> questions = new ArrayList<>();
    private final List<MetCondition> conditions = new ArrayList<>();
    private final Map<Account, TeamMember> team = new LinkedHashMap<>();
    private final Map<Account, String> interests = new LinkedHashMap<>();
    private final List<InstitutionAgreement> agreements = new ArrayList<>();
    private final Set<Account> votedBefore = new HashSet<>();
    private final Set<Account> everApproved = new HashSet<>();
    private final List<String> progress = new ArrayList<>();

    private Stage base = Stage.DRAFT;
    private Stage beforeQuestions = Stage.SUBMITTED;
    private @Nullable Application application;
    private @Nullable Account applicant;
    private @Nullable FirstOpinion opinion;
    private @Nullable Round round;
    private @Nullable Tally approvedBy;
    private @Nullable LocalDate until;
    private @Nullable Instant submittedAt;
    private @Nullable Instant decidedAt;
    private @Nullable Instant refusedAt;
    private @Nullable Instant publishedAt;
    private @Nullable Instant withApplicantSince;
    private Duration withApplicant = Duration.ZERO;
    private boolean appealed;
    private int roundFrom;
    private int taken;
    private String words = "";

    private Project(ProjectId id, List<Entry> history) {
        this.id = id;
        this.history = List.copyOf(history);
        this.history.forEach(this::take);
    }

    /// A project from its steps.
    ///
    /// @param history in the order in which they were recorded; may be empty
    public static Project of(ProjectId id, List<Entry> history) {
        return new Project(id, history);
    }

    /// The same project with one more step.
    public Project with(Entry next) {
        List<Entry> longer = new ArrayList<>(history);
        longer.add(next);
        return new Project(id, longer);
    }

    /// What a vote is about.
    public enum RoundKind {
        FIRST,
        APPEAL,
        RENEWAL
    }

    /// A vote.
    ///
    /// @param kind what it is about
    /// @param months that a renewal asks for; 0 else
    /// @param ballots the newest of each member, in the order in which they first voted
    public record Round(RoundKind kind, int months, Map<Account, Ballot> ballots) {}

    /// One member's vote.
    public record Ballot(Acting by, Vote vote, Instant at) {}

    /// A question to the applicant.
    ///
    /// @param number from 1
    public record Question(
            int number, String question, Seat by, Instant at, Optional<String> answer) {}

    /// A condition, and what shows that it is met.
    public record MetCondition(Condition condition, Optional<String> evidence) {
        /// Whether it keeps the team from data.
        public boolean stops() {
            return condition.beforeAccess() && evidence.isEmpty();
        }
    }

    /// Something that stands between a project and data.
    ///
    /// @param words what
    /// @param isDone whether it is done
    /// @param who has to do it
    public record CheckItem(String words, boolean isDone, Seat who) {}

    // ---- taking steps

    private void take(Entry entry) {
        Instant at = entry.at();
        taken++;
        switch (entry.event()) {
            case ProjectEvent.Drafted(Application written) -> {
                if (applicant == null) {
                    applicant = entry.by().account();
                }
                write(written);
            }
            case ProjectEvent.Submitted(FirstOpinion given) -> {
                opinion = given;
                submittedAt = at;
                base = Stage.SUBMITTED;
                open(RoundKind.FIRST, 0);
            }
            case ProjectEvent.Withdrawn _ -> base = Stage.WITHDRAWN;
            case ProjectEvent.PutToCommittee _ -> base = Stage.REVIEW;
            case ProjectEvent.Asked(String question) -> ask(question, entry);
            case ProjectEvent.Answered answered -> answer(answered, at);
            case ProjectEvent.InterestDeclared(Account member, String interest) ->
                    interests.put(member, interest);
            case ProjectEvent.Voted(Vote vote) -> {
                if (round != null) {
                    round.ballots().put(entry.by().account(), new Ballot(entry.by(), vote, at));
                }
            }
            case ProjectEvent.Approved approved -> approve(approved, at);
            case ProjectEvent.Refused(String reasons) -> refuse(reasons, at);
            case ProjectEvent.NeverAllowed(String _, String because) -> {
                words = because;
                base = Stage.NEVER_ALLOWED;
                decided(at);
            }
            case ProjectEvent.Appealed(String grounds) -> {
                appealed = true;
                words = grounds;
                base = Stage.APPEAL;
                if (round != null) {
                    votedBefore.addAll(round.ballots().keySet());
                }
                open(RoundKind.APPEAL, 0);
            }
            case ProjectEvent.ConditionMet(int number, String evidence) ->
                    conditions.set(
                            number - 1,
                            new MetCondition(
                                    conditions.get(number - 1).condition(), Optional.of(evidence)));
            case ProjectEvent.SummaryPublished _ -> publishedAt = at;
            case ProjectEvent.MemberJoined(TeamMember member) -> {
                team.put(member.account(), member);
                everApproved.add(member.account());
            }
            case ProjectEvent.MemberLeft(Account member) -> team.remove(member);
            case ProjectEvent.MemberTrained(Account member, LocalDate on) ->
                    team.computeIfPresent(
                            member,
                            (account, known) ->
                                    new TeamMember(
                                            account, known.name(), known.organisation(), on));
            case ProjectEvent.AgreementRenewed(InstitutionAgreement agreement) -> {
                agreements.removeIf(a -> a.institution().equals(agreement.institution()));
                agreements.add(agreement);
            }
            case ProjectEvent.Suspended(String because) -> {
                words = because;
                base = Stage.SUSPENDED;
            }
            case ProjectEvent.Resumed _ -> base = Stage.APPROVED;
            case ProjectEvent.RenewalAsked(int months, String told) -> {
                progress.add(told);
                open(RoundKind.RENEWAL, months);
            }
            case ProjectEvent.Closed(String outcome) -> {
                words = outcome;
                base = Stage.CLOSED;
                round = null;
            }
        }
    }

    private void open(RoundKind kind, int months) {
        round = new Round(kind, months, new LinkedHashMap<>());
        roundFrom = taken;
    }

    private void write(Application written) {
        application = written;
        team.clear();
        written.team().forEach(member -> team.put(member.account(), member));
        agreements.clear();
        agreements.addAll(written.agreements());
    }

    private void ask(String question, Entry entry) {
        questions.add(
                new Question(
                        questions.size() + 1,
                        question,
                        entry.by().seat(),
                        entry.at(),
                        Optional.empty()));
        if (base == Stage.SUBMITTED || base.isVoting()) {
            beforeQuestions = base;
            base = Stage.QUESTIONS;
            withApplicantSince = entry.at();
        }
    }

    private void answer(ProjectEvent.Answered answered, Instant at) {
        Question question = questions.get(answered.number() - 1);
        questions.set(
                answered.number() - 1,
                new Question(
                        question.number(),
                        question.question(),
                        question.by(),
                        question.at(),
                        Optional.of(answered.answer())));
        answered.revised()
                .ifPresent(revision -> {
                    write(revision.application());
                    opinion = revision.opinion();
                    if (round != null) {
                        round.ballots().clear();
                    }
                });
        if (base == Stage.QUESTIONS && openQuestions().isEmpty()) {
            base = beforeQuestions;
            if (withApplicantSince != null) {
                withApplicant = withApplicant.plus(Duration.between(withApplicantSince, at));
                withApplicantSince = null;
            }
        }
    }

    private void approve(ProjectEvent.Approved approved, Instant at) {
        boolean renewal = round != null && round.kind() == RoundKind.RENEWAL;
        approvedBy = tally();
        everApproved.addAll(team.keySet());
        until = approved.until();
        words = approved.reasons();
        if (!renewal) {
            base = Stage.APPROVED;
            conditions.clear();
        }
        approved.conditions()
                .forEach(
                        condition -> conditions.add(new MetCondition(condition, Optional.empty())));
        decided(at);
        round = null;
    }

    private void refuse(String reasons, Instant at) {
        boolean renewal = round != null && round.kind() == RoundKind.RENEWAL;
        words = reasons;
        decided(at);
        if (renewal) {
            round = null;
        } else {
            base = Stage.REFUSED;
            refusedAt = at;
        }
    }

    private void decided(Instant at) {
        if (decidedAt == null) {
            decidedAt = at;
        }
    }

    // ---- what it is

    /// Its identifier.
    public ProjectId id() {
        return id;
    }

    /// Everything that was done, in the order in which it was recorded.
    public List<Entry> history() {
        return history;
    }

    /// What is applied for, as it was last written; absent before the first draft.
    public Optional<Application> application() {
        return Optional.ofNullable(application);
    }

    /// Who wrote it first.
    public Optional<Account> applicant() {
        return Optional.ofNullable(applicant);
    }

    /// What the consents said when it was sent.
    public Optional<FirstOpinion> opinion() {
        return Optional.ofNullable(opinion);
    }

    /// The team as it is now; whoever is first leads.
    public List<TeamMember> team() {
        return List.copyOf(team.values());
    }

    /// The agreements as they are now.
    public List<InstitutionAgreement> agreements() {
        return List.copyOf(agreements);
    }

    /// All questions.
    public List<Question> questions() {
        return List.copyOf(questions);
    }

    /// Those that wait for an answer.
    public List<Question> openQuestions() {
        return questions.stream().filter(q -> q.answer().isEmpty()).toList();
    }

    /// The conditions that the committee set.
    public List<MetCondition> conditions() {
        return List.copyOf(conditions);
    }

    /// What came of it so far, as told when renewals were asked for.
    public List<String> progress() {
        return List.copyOf(progress);
    }

    /// The newest reasons of a decision, grounds of an appeal, or what came of a closed project.
    public String words() {
        return words;
    }

    /// Declared interests by account.
    public Map<Account, String> interests() {
        return Map.copyOf(interests);
    }

    /// The vote that is under way, or was last for a refusal.
    public Optional<Round> round() {
        return Optional.ofNullable(round);
    }

    /// Whether members vote now.
    public boolean isVoting() {
        return base.isVoting() || isRenewalOpen();
    }

    /// Whether a renewal is voted on.
    public boolean isRenewalOpen() {
        return base.isApproved() && round != null && round.kind() == RoundKind.RENEWAL;
    }

    /// The last day of access, once approved.
    public Optional<LocalDate> until() {
        return Optional.ofNullable(until);
    }

    /// When it was sent.
    public Optional<Instant> submittedAt() {
        return Optional.ofNullable(submittedAt);
    }

    /// When it was first decided.
    public Optional<Instant> decidedAt() {
        return Optional.ofNullable(decidedAt);
    }

    /// When the newest refusal was told.
    public Optional<Instant> refusedAt() {
        return Optional.ofNullable(refusedAt);
    }

    /// When its lay summary was published.
    public Optional<Instant> publishedAt() {
        return Optional.ofNullable(publishedAt);
    }

    /// Whether a refusal was appealed against; that can be done once.
    public boolean wasAppealed() {
        return appealed;
    }

    /// Whether a member voted on it before the appeal.
    public boolean votedBefore(Account member) {
        return votedBefore.contains(member);
    }

    /// How long the committee took for its first decision, without the time in which it waited for
    /// the applicant.
    public Optional<Duration> turnaround() {
        return submittedAt == null || decidedAt == null
                ? Optional.empty()
                : Optional.of(Duration.between(submittedAt, decidedAt).minus(withApplicant));
    }

    /// How long it waited for the applicant.
    public Duration withApplicant() {
        return withApplicant;
    }

    /// Whether somebody speaks for the project: who applied, as long as they are in the team, and
    /// who leads it.
    public boolean isSpokenForBy(Account account) {
        return team.containsKey(account)
                && (account.equals(applicant) || account.equals(team.keySet().iterator().next()));
    }

    /// Whether somebody is in the team.
    public boolean hasMember(Account account) {
        return team.containsKey(account);
    }

    /// Whether somebody is in the team, or was at any time since it was approved.
    public boolean hasHadMember(Account account) {
        return team.containsKey(account) || everApproved.contains(account);
    }

    /// Why somebody has an interest in the project and decides nothing about it; absent if they
    /// have none that is known.
    public Optional<String> interestOf(Acting who) {
        if (interests.containsKey(who.account())) {
            return Optional.of("an interest was declared");
        }
        if (team.containsKey(who.account()) || who.account().equals(applicant)) {
            return Optional.of("you are in the project's team");
        }
        return who.organisation()
                .filter(own ->
                        team.values().stream()
                                .map(TeamMember::organisation)
                                .anyMatch(o -> o.isOrPartOf(own) || own.isOrPartOf(o)))
                .map(own -> "you work for the same organisation as the project's team");
    }

    /// Whether somebody may see how members voted in the vote that is under way: the officer, and a
    /// member once they have voted themself, so that nobody follows others.
    public boolean maySeeVotes(Acting reader) {
        return switch (reader.seat()) {
            case RESEARCHER -> false;
            case OFFICER -> interestOf(reader).isEmpty();
            case MEMBER, LAY_MEMBER ->
                    interestOf(reader).isEmpty()
                            && (!isVoting()
                                    || (round != null
                                            && round.ballots().containsKey(reader.account())));
        };
    }

    /// The votes of the vote that is under way, as somebody may see them.
    public List<Ballot> ballotsFor(Acting reader) {
        return round != null && maySeeVotes(reader)
                ? List.copyOf(round.ballots().values())
                : List.of();
    }

    /// The steps as somebody may see them. A researcher sees no votes and no interests; whoever
    /// must not see the votes under way sees none of them.
    public List<Entry> historyFor(Acting reader) {
        boolean votes = maySeeVotes(reader);
        List<Entry> seen = new ArrayList<>();
        for (int i = 0; i < history.size(); i++) {
            Entry entry = history.get(i);
            boolean isVote = entry.event() instanceof ProjectEvent.Voted;
            boolean isOwn = entry.by().account().equals(reader.account());
            if (reader.seat() == Seat.RESEARCHER
                    ? !isVote && !(entry.event() instanceof ProjectEvent.InterestDeclared)
                    : !isVote
                            || isOwn
                            || votes
                            || (i < roundFrom && interestOf(reader).isEmpty())) {
                seen.add(entry);
            }
        }
        return List.copyOf(seen);
    }

    /// What the vote that is under way has come to.
    public Tally tally() {
        int approve = 0;
        int refuse = 0;
        int abstain = 0;
        int lay = 0;
        if (round != null) {
            for (Ballot ballot : round.ballots().values()) {
                if (!ballot.by().seat().votes() || interestOf(ballot.by()).isPresent()) {
                    continue;
                }
                switch (ballot.vote().choice()) {
                    case APPROVE -> approve++;
                    case REFUSE -> refuse++;
                    case ABSTAIN -> abstain++;
                }
                if (ballot.vote().choice() != Vote.Choice.ABSTAIN
                        && ballot.by().seat() == Seat.LAY_MEMBER) {
                    lay++;
                }
            }
        }
        return new Tally(approve, refuse, abstain, lay);
    }

    /// Where it stands on a day.
    public Stage stage(LocalDate today) {
        if (base != Stage.APPROVED) {
            return base;
        }
        if (until == null || today.isAfter(until)) {
            return Stage.EXPIRED;
        }
        return publishedAt == null || conditions.stream().anyMatch(MetCondition::stops)
                ? Stage.APPROVED
                : Stage.RUNNING;
    }

    /// Whether somebody may use data for the project now. Everything that it rests on is looked at
    /// anew: nothing carries over from an earlier answer.
    ///
    /// @param account who
    /// @param now when
    /// @param rules of training
    /// @param refusals above any committee
    public AccessStanding use(
            Account account, Instant now, CommitteeRules rules, HardRefusals refusals) {
        LocalDate today = ConsentStatement.day(now);
        TeamMember member = team.get(account);
        if (member == null) {
            // Who is not in the team is told nothing about it.
            return new AccessStanding.Stopped("You are in no team of such a project.");
        }
        AccessStanding itself = running(today, refusals);
        if (!(itself instanceof AccessStanding.Open)) {
            return itself;
        }
        if (!rules.isTrained(member.trainedOn(), today)) {
            return new AccessStanding.Stopped(
                    member.trainedOn().isAfter(today)
                            ? "Your training has not taken place yet."
                            : "Your training ran out on %s. Be trained anew and tell the committee's officer."
                                    .formatted(
                                            Days.words(rules.trainingUntil(member.trainedOn()))));
        }
        return agreements.stream()
                        .filter(a -> a.covers(member))
                        .findFirst()
                        .filter(a -> a.covers(today))
                        .isPresent()
                ? itself
                : new AccessStanding.Stopped(
                        "Your institution's agreement does not hold today. Your institution must make it anew.");
    }

    /// Whether the project's own programs may use data for it now: what does not hang on a person.
    /// The agreement that must hold is that of the institution that leads, which answers for them.
    ///
    /// @param now when
    /// @param refusals above any committee
    public AccessStanding useByPrograms(Instant now, HardRefusals refusals) {
        LocalDate today = ConsentStatement.day(now);
        AccessStanding itself = running(today, refusals);
        return itself instanceof AccessStanding.Open open
                        && agreements.stream()
                                .noneMatch(a ->
                                        a.institution().value().equals(open.institution())
                                                && a.covers(today))
                ? new AccessStanding.Stopped(
                        "The agreement of the institution that leads the project does not hold today.")
                : itself;
    }

    /// Whether it runs on a valid approval, whoever asks.
    private AccessStanding running(LocalDate today, HardRefusals refusals) {
        Stage stage = stage(today);
        if (stage == Stage.EXPIRED && until != null) {
            return new AccessStanding.Stopped(
                    "The project ran out on %s. Ask for a renewal.".formatted(Days.words(until)));
        }
        if (stage == Stage.APPROVED) {
            return new AccessStanding.Stopped(
                    publishedAt == null
                            ? "The project's lay summary is not published yet, and nobody uses data before it is."
                            : "A condition that the committee set is not met yet: %s"
                                    .formatted(
                                            conditions.stream()
                                                    .filter(MetCondition::stops)
                                                    .map(c -> c.condition().words())
                                                    .findFirst()
                                                    .orElse("")));
        }
        if (stage != Stage.RUNNING || application == null || until == null || publishedAt == null) {
            return new AccessStanding.Stopped(
                    "The project is not running. Where it stands: %s.".formatted(stage.words()));
        }
        Tally vote = approvedBy;
        if (vote == null || !vote.isFor() || vote.votes() < 2 || vote.lay() < 1) {
            return new AccessStanding.Stopped(
                    "The approval rests on no valid vote. Write to the committee's officer.");
        }
        Optional<HardRefusals.Refusal> never = refusals.declaredBy(application, today);
        if (never.isPresent()) {
            return new AccessStanding.Stopped(never.get().words());
        }
        return new AccessStanding.Open(
                id,
                application.title(),
                application.purpose(),
                application.agreements().getFirst().institution().value(),
                application.data(),
                until);
    }

    /// What stands between the project and data, in the order in which it is done.
    public List<CheckItem> checklist(LocalDate today, CommitteeRules rules) {
        List<CheckItem> items = new ArrayList<>();
        items.add(new CheckItem("The application is sent", submittedAt != null, Seat.RESEARCHER));
        for (Question question : questions) {
            items.add(
                    new CheckItem(
                            "Question %d is answered".formatted(question.number()),
                            question.answer().isPresent(),
                            Seat.RESEARCHER));
        }
        items.add(new CheckItem("The committee has approved it", base.isApproved(), Seat.MEMBER));
        for (MetCondition condition : conditions) {
            if (condition.condition().beforeAccess()) {
                items.add(
                        new CheckItem(
                                "Condition met: " + condition.condition().words(),
                                condition.evidence().isPresent(),
                                Seat.OFFICER));
            }
        }
        items.add(new CheckItem("The lay summary is published", publishedAt != null, Seat.OFFICER));
        for (TeamMember member : team.values()) {
            items.add(
                    new CheckItem(
                            "Training of %s counts, until %s"
                                    .formatted(
                                            member.name(),
                                            Days.words(rules.trainingUntil(member.trainedOn()))),
                            rules.isTrained(member.trainedOn(), today),
                            Seat.RESEARCHER));
        }
        for (InstitutionAgreement agreement : agreements) {
            items.add(
                    new CheckItem(
                            "The agreement of %s holds, until %s"
                                    .formatted(agreement.name(), Days.words(agreement.until())),
                            agreement.covers(today),
                            Seat.RESEARCHER));
        }
        return List.copyOf(items);
    }
}
