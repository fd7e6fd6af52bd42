package org.opengms.access;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.opengms.consent.ConsentStatement;
import org.opengms.consent.Days;

/// Who may take which step of a project, and when: a pure function. docs/spec/access.md has the
/// same as a table.
public final class ProjectProcess {
    private final CommitteeRules rules;
    private final HardRefusals refusals;

    /// @param rules by which the committee decides
    /// @param refusals above any committee
    public ProjectProcess(CommitteeRules rules, HardRefusals refusals) {
        this.rules = rules;
        this.refusals = refusals;
    }

    /// The rules by which the committee decides.
    public CommitteeRules rules() {
        return rules;
    }

    /// What no committee can approve.
    public HardRefusals refusals() {
        return refusals;
    }

    /// Why a step cannot be taken; absent if it can.
    ///
    /// @param project as it stands
    /// @param by who would take it
    /// @param event the step
    /// @param now when
    public Optional<String> refusal(Project project, Acting by, ProjectEvent event, Instant now) {
        LocalDate today = ConsentStatement.day(now);
        Stage stage = project.stage(today);
        if (stage.isFinal()) {
            return no(
                    "OGMS-8610 The project is over (%s). Nothing can be done to it any more.",
                    stage.words());
        }
        return switch (event) {
            case ProjectEvent.Drafted(Application written) -> draft(project, stage, by, written);
            case ProjectEvent.Submitted _ -> submit(project, stage, by, today);
            case ProjectEvent.Withdrawn _ ->
                    first(
                            speaks(project, by),
                            () ->
                                    in(
                                            stage,
                                            Stage.DRAFT,
                                            Stage.SUBMITTED,
                                            Stage.QUESTIONS,
                                            Stage.REVIEW,
                                            Stage.APPEAL));
            case ProjectEvent.PutToCommittee _ ->
                    first(officer(project, by), () -> in(stage, Stage.SUBMITTED));
            case ProjectEvent.Asked _ ->
                    first(
                            committee(project, by),
                            () ->
                                    project.isRenewalOpen()
                                            ? Optional.empty()
                                            : in(
                                                    stage,
                                                    Stage.SUBMITTED,
                                                    Stage.QUESTIONS,
                                                    Stage.REVIEW,
                                                    Stage.APPEAL));
            case ProjectEvent.Answered answered -> answer(project, stage, by, answered);
            case ProjectEvent.InterestDeclared(Account member, String _) ->
                    interest(stage, by, member);
            case ProjectEvent.Voted _ -> vote(project, by);
            case ProjectEvent.Approved approved -> approve(project, by, approved, today);
            case ProjectEvent.Refused _ ->
                    first(
                            closing(project, by),
                            () ->
                                    project.tally().isFor()
                                            ? no(
                                                    "OGMS-8615 More members voted for it than against it. The vote decides, not who closes it.")
                                            : Optional.empty());
            case ProjectEvent.NeverAllowed(String code, String _) -> never(stage, by, code, today);
            case ProjectEvent.Appealed _ -> appeal(project, stage, by, today);
            case ProjectEvent.ConditionMet(int number, String _) ->
                    first(
                            officer(project, by),
                            () ->
                                    !stage.isApproved()
                                                    || number < 1
                                                    || number > project.conditions().size()
                                                    || project.conditions()
                                                            .get(number - 1)
                                                            .evidence()
                                                            .isPresent()
                                            ? no("OGMS-8616 There is no open condition %d.", number)
                                            : Optional.empty());
            case ProjectEvent.SummaryPublished _ ->
                    first(
                            officer(project, by),
                            () ->
                                    !stage.isApproved() || project.publishedAt().isPresent()
                                            ? no(
                                                    "OGMS-8617 The summary is published once, after the approval.")
                                            : Optional.empty());
            case ProjectEvent.MemberJoined(TeamMember member) ->
                    join(project, stage, by, member, today);
            case ProjectEvent.MemberLeft(Account member) ->
                    first(
                            by.seat() == Seat.OFFICER ? Optional.empty() : speaks(project, by),
                            () ->
                                    !stage.isApproved()
                                                    || !project.hasMember(member)
                                                    || project.team().size() == 1
                                            ? no(
                                                    "OGMS-8618 Only somebody of an approved project's team can leave it, and never the last one: close the project instead.")
                                            : Optional.empty());
            case ProjectEvent.MemberTrained(Account member, LocalDate on) ->
                    first(
                            officer(project, by),
                            () ->
                                    !stage.isApproved()
                                                    || !project.hasMember(member)
                                                    || on.isAfter(today)
                                            ? no(
                                                    "OGMS-8618 Training is recorded of somebody in an approved project's team, once it has taken place.")
                                            : Optional.empty());
            case ProjectEvent.AgreementRenewed(InstitutionAgreement agreement) ->
                    first(
                            officer(project, by),
                            () ->
                                    !stage.isApproved() || agreement.until().isBefore(today)
                                            ? no(
                                                    "OGMS-8619 An agreement is recorded for an approved project, and must not have ended.")
                                            : Optional.empty());
            case ProjectEvent.Suspended _ ->
                    first(
                            seat(by, Set.of(Seat.OFFICER)),
                            () -> in(stage, Stage.APPROVED, Stage.RUNNING, Stage.EXPIRED));
            case ProjectEvent.Resumed _ ->
                    first(officer(project, by), () -> in(stage, Stage.SUSPENDED));
            case ProjectEvent.RenewalAsked _ ->
                    first(
                            speaks(project, by),
                            () ->
                                    project.isRenewalOpen()
                                            ? no(
                                                    "OGMS-8620 A renewal is before the committee already.")
                                            : in(stage, Stage.RUNNING, Stage.EXPIRED));
            case ProjectEvent.Closed _ ->
                    first(
                            by.seat() == Seat.OFFICER ? Optional.empty() : speaks(project, by),
                            () ->
                                    in(
                                            stage,
                                            Stage.APPROVED,
                                            Stage.RUNNING,
                                            Stage.SUSPENDED,
                                            Stage.EXPIRED));
        };
    }

    /// The kinds of the steps that somebody may take now if they fill in the rest rightly, for
    /// pages that offer them.
    public List<String> offered(Project project, Acting by, Instant now) {
        LocalDate today = ConsentStatement.day(now);
        return samples(project, by, today).stream()
                .filter(event -> refusal(project, by, event, now).isEmpty())
                .map(ProjectEvent::kind)
                .toList();
    }

    /// A step of each kind, as near to being allowed as it can be.
    private List<ProjectEvent> samples(Project project, Acting by, LocalDate today) {
        String words = "Words of a sample that is long enough.";
        List<ProjectEvent> samples = new ArrayList<>();
        FirstOpinion opinion =
                new FirstOpinion(
                        today, List.of(), Optional.empty(), Optional.empty(), "", List.of());
        project.application().ifPresent(a -> samples.add(new ProjectEvent.Drafted(a)));
        samples.add(new ProjectEvent.Submitted(opinion));
        samples.add(new ProjectEvent.Withdrawn());
        samples.add(new ProjectEvent.PutToCommittee());
        samples.add(new ProjectEvent.Asked(words));
        project.openQuestions().stream()
                .findFirst()
                .ifPresent(q ->
                        samples.add(
                                new ProjectEvent.Answered(q.number(), words, Optional.empty())));
        samples.add(new ProjectEvent.InterestDeclared(by.account(), words));
        samples.add(new ProjectEvent.Voted(new Vote(Vote.Choice.ABSTAIN, words)));
        samples.add(new ProjectEvent.Approved(today, List.of(), words));
        samples.add(new ProjectEvent.Refused(words));
        refusals.on(today).stream()
                .findFirst()
                .ifPresent(r -> samples.add(new ProjectEvent.NeverAllowed(r.code(), words)));
        samples.add(new ProjectEvent.Appealed(words));
        for (int i = 0; i < project.conditions().size(); i++) {
            if (project.conditions().get(i).evidence().isEmpty()) {
                samples.add(new ProjectEvent.ConditionMet(i + 1, words));
                break;
            }
        }
        samples.add(new ProjectEvent.SummaryPublished());
        project.agreements().stream()
                .findFirst()
                .ifPresent(a -> {
                    samples.add(
                            new ProjectEvent.MemberJoined(
                                    new TeamMember(
                                            new Account("nobody-yet"),
                                            "Nobody",
                                            a.institution(),
                                            today)));
                    samples.add(
                            new ProjectEvent.AgreementRenewed(
                                    new InstitutionAgreement(
                                            a.institution(),
                                            a.name(),
                                            a.reference(),
                                            today,
                                            today)));
                });
        if (!project.team().isEmpty()) {
            Account last = project.team().getLast().account();
            samples.add(new ProjectEvent.MemberLeft(last));
            samples.add(new ProjectEvent.MemberTrained(last, today));
        }
        samples.add(new ProjectEvent.Suspended(words));
        samples.add(new ProjectEvent.Resumed(words));
        samples.add(new ProjectEvent.RenewalAsked(1, words));
        samples.add(new ProjectEvent.Closed(words));
        return samples;
    }

    private Optional<String> draft(Project project, Stage stage, Acting by, Application written) {
        if (by.seat() != Seat.RESEARCHER) {
            return no("OGMS-8611 Only a researcher applies.");
        }
        if (!project.history().isEmpty()
                && (stage != Stage.DRAFT
                        || !project.applicant().equals(Optional.of(by.account())))) {
            return no("OGMS-8612 Only a draft is written anew, and only by who wrote it first.");
        }
        return ownTeam(by, written);
    }

    private Optional<String> ownTeam(Acting by, Application written) {
        Optional<TeamMember> own = written.member(by.account());
        if (own.isEmpty()) {
            return no("OGMS-8613 team: who applies is in the team. Add yourself.");
        }
        if (!by.organisation().equals(Optional.of(own.get().organisation()))) {
            return no(
                    "OGMS-8613 team: you apply for another organisation than the one that you are signed in for.");
        }
        for (String code : written.declared()) {
            if (refusals.find(code).isEmpty()) {
                return no("OGMS-8613 declared: %s is no use that is known here.", code);
            }
        }
        return Optional.empty();
    }

    private Optional<String> submit(Project project, Stage stage, Acting by, LocalDate today) {
        Optional<String> wrong = first(speaks(project, by), () -> in(stage, Stage.DRAFT));
        if (wrong.isPresent()) {
            return wrong;
        }
        for (TeamMember member : project.team()) {
            if (!rules.isTrained(member.trainedOn(), today)) {
                return no(
                        "OGMS-8614 team: the training of %s does not count today; it counts for %d months.",
                        member.account().value(), rules.trainingMonths());
            }
        }
        for (InstitutionAgreement agreement : project.agreements()) {
            if (!agreement.covers(today)) {
                return no(
                        "OGMS-8614 agreements: the agreement of %s does not hold today.",
                        agreement.institution());
            }
        }
        return Optional.empty();
    }

    private Optional<String> answer(
            Project project, Stage stage, Acting by, ProjectEvent.Answered answered) {
        if (by.seat() != Seat.RESEARCHER || !project.hasMember(by.account())) {
            return no("OGMS-8611 Only the project's team answers.");
        }
        if (project.openQuestions().stream().noneMatch(q -> q.number() == answered.number())) {
            return no("OGMS-8621 There is no open question %d.", answered.number());
        }
        if (answered.revised().isEmpty()) {
            return Optional.empty();
        }
        if (stage != Stage.QUESTIONS) {
            return no(
                    "OGMS-8621 What was approved is not changed by an answer. Apply for another purpose as another project.");
        }
        return ownTeam(by, answered.revised().get().application());
    }

    private static Optional<String> interest(Stage stage, Acting by, Account member) {
        if (stage == Stage.DRAFT) {
            return no("OGMS-8612 A draft is nobody's but the applicant's.");
        }
        return first(
                seat(by, Set.of(Seat.OFFICER, Seat.MEMBER, Seat.LAY_MEMBER)),
                () ->
                        by.seat() == Seat.OFFICER || by.account().equals(member)
                                ? Optional.empty()
                                : no(
                                        "OGMS-8611 A member declares their own interest. Tell the officer of another's."));
    }

    private static Optional<String> vote(Project project, Acting by) {
        if (!by.seat().votes()) {
            return no("OGMS-8611 Only members of the committee vote.");
        }
        Optional<String> interest = project.interestOf(by);
        if (interest.isPresent()) {
            return no("OGMS-8622 You do not vote on this: %s.", interest.get());
        }
        if (!project.isVoting()) {
            return no("OGMS-8623 There is no vote on this now.");
        }
        return project.votedBefore(by.account())
                        && project.round()
                                .filter(r -> r.kind() == Project.RoundKind.APPEAL)
                                .isPresent()
                ? no("OGMS-8622 An appeal is voted on by members who have not voted on it before.")
                : Optional.empty();
    }

    private Optional<String> approve(
            Project project, Acting by, ProjectEvent.Approved approved, LocalDate today) {
        Optional<String> wrong = closing(project, by);
        if (wrong.isPresent()) {
            return wrong;
        }
        if (!project.tally().isFor()) {
            return no(
                    "OGMS-8615 No more members voted for it than against it. The vote decides, not who closes it.");
        }
        Optional<HardRefusals.Refusal> never =
                project.application().flatMap(a -> refusals.declaredBy(a, today));
        if (never.isPresent()) {
            return no("OGMS-8624 %s", never.get().words());
        }
        LocalDate last = today.plusMonths(rules.longestMonths());
        return approved.until().isBefore(today) || approved.until().isAfter(last)
                ? no(
                        "OGMS-8625 until: give a day from today to %s. Access is approved for %d months at most.",
                        Days.words(last), rules.longestMonths())
                : Optional.empty();
    }

    /// What must be so for a vote to be closed.
    private Optional<String> closing(Project project, Acting by) {
        Optional<String> wrong = officer(project, by);
        if (wrong.isPresent()) {
            return wrong;
        }
        if (!project.isVoting()) {
            return no("OGMS-8623 There is no vote on this now.");
        }
        if (!project.openQuestions().isEmpty()) {
            return no("OGMS-8626 The applicant has not answered yet.");
        }
        Tally tally = project.tally();
        return tally.decides(rules)
                ? Optional.empty()
                : no(
                        "OGMS-8627 The vote does not decide yet: %d for or against, of them %d by lay members; it needs %d, and %d.",
                        tally.votes(), tally.lay(), rules.quorum(), rules.layVotes());
    }

    private Optional<String> never(Stage stage, Acting by, String code, LocalDate today) {
        if (by.seat() != Seat.OFFICER) {
            return no("OGMS-8611 Only the committee's officer does this.");
        }
        if (stage == Stage.DRAFT) {
            return no("OGMS-8612 A draft is nobody's but the applicant's.");
        }
        return refusals.on(today).stream().anyMatch(r -> r.code().equals(code))
                ? Optional.empty()
                : no("OGMS-8624 refusal: %s is no use that is refused to everybody today.", code);
    }

    private Optional<String> appeal(Project project, Stage stage, Acting by, LocalDate today) {
        Optional<String> wrong = first(speaks(project, by), () -> in(stage, Stage.REFUSED));
        if (wrong.isPresent()) {
            return wrong;
        }
        if (project.wasAppealed()) {
            return no("OGMS-8628 An appeal is heard once. Send a new application.");
        }
        LocalDate last =
                ConsentStatement.day(project.refusedAt().orElseThrow())
                        .plusDays(rules.appealDays());
        return today.isAfter(last)
                ? no(
                        "OGMS-8628 The time to appeal ended on %s. Send a new application.",
                        Days.words(last))
                : Optional.empty();
    }

    private Optional<String> join(
            Project project, Stage stage, Acting by, TeamMember member, LocalDate today) {
        Optional<String> wrong = officer(project, by);
        if (wrong.isPresent()) {
            return wrong;
        }
        if (!stage.isApproved()
                || project.hasMember(member.account())
                || project.team().size() >= Application.LARGEST_TEAM) {
            return no(
                    "OGMS-8618 Somebody new joins the team of an approved project, of %d people at most.",
                    Application.LARGEST_TEAM);
        }
        if (!rules.isTrained(member.trainedOn(), today)) {
            return no("OGMS-8618 member.trainedOn: the training does not count today.");
        }
        return project.agreements().stream().noneMatch(a -> a.covers(member) && a.covers(today))
                ? no("OGMS-8618 member.organisation: no agreement of that institution holds today.")
                : Optional.empty();
    }

    // ---- who

    private static Optional<String> speaks(Project project, Acting by) {
        return by.seat() == Seat.RESEARCHER && project.isSpokenForBy(by.account())
                ? Optional.empty()
                : no("OGMS-8611 Only who applied for the project, or leads it, does this.");
    }

    private static Optional<String> officer(Project project, Acting by) {
        return by.seat() == Seat.OFFICER
                ? withoutInterest(project, by)
                : no("OGMS-8611 Only the committee's officer does this.");
    }

    private static Optional<String> committee(Project project, Acting by) {
        return first(
                seat(by, Set.of(Seat.OFFICER, Seat.MEMBER, Seat.LAY_MEMBER)),
                () -> withoutInterest(project, by));
    }

    private static Optional<String> withoutInterest(Project project, Acting by) {
        return project.interestOf(by)
                .flatMap(why -> no("OGMS-8622 You do not decide on this: %s.", why));
    }

    private static Optional<String> seat(Acting by, Set<Seat> seats) {
        return seats.contains(by.seat())
                ? Optional.empty()
                : no("OGMS-8611 Only the access committee does this.");
    }

    private static Optional<String> in(Stage stage, Stage... stages) {
        return Set.of(stages).contains(stage)
                ? Optional.empty()
                : no("OGMS-8612 That cannot be done where the project stands: %s.", stage.words());
    }

    private static Optional<String> first(
            Optional<String> wrong, java.util.function.Supplier<Optional<String>> then) {
        return wrong.isPresent() ? wrong : then.get();
    }

    @SuppressWarnings("AnnotateFormatMethod") // needs a library for an annotation
    private static Optional<String> no(String words, Object... values) {
        return Optional.of(words.formatted(values));
    }
}
