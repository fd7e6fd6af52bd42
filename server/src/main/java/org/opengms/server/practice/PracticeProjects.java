package org.opengms.server.practice;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.opengms.access.AccessAnswer;
import org.opengms.access.Account;
import org.opengms.access.Acting;
import org.opengms.access.Application;
import org.opengms.access.CommitteeSeat;
import org.opengms.access.DataKind;
import org.opengms.access.InstitutionAgreement;
import org.opengms.access.Project;
import org.opengms.access.ProjectEvent;
import org.opengms.access.ProjectId;
import org.opengms.access.ProjectLine;
import org.opengms.access.Seat;
import org.opengms.access.StudyPurpose;
import org.opengms.access.TeamMember;
import org.opengms.access.Vote;
import org.opengms.consent.ResearchQuestion.Aim;
import org.opengms.consent.ResearchQuestion.Reach;
import org.opengms.environment.Analysis;
import org.opengms.environment.Run;
import org.opengms.environment.RunDesk;
import org.opengms.environment.RunWork;
import org.opengms.gate.Actor;
import org.opengms.gate.Role;
import org.opengms.infrastructure.OdsCode;
import org.opengms.metering.ProjectReference;
import org.opengms.outputs.OutputContext;
import org.opengms.outputs.OutputDesk;
import org.opengms.outputs.OutputKind;
import org.opengms.outputs.OutputRequest;
import org.opengms.server.access.AccessOffice;
import org.opengms.server.environment.OutputOffice;
import org.opengms.training.Practice;

/// Brings applications to vote on, and outputs to judge, of a made-up university.
public final class PracticeProjects {
    private static final OdsCode UNIVERSITY = new OdsCode("ZU901");
    private static final String NAME = "Practice colleague";
    private static final String RUNNING = "Practice project: how epilepsy is explained";
    private static final Account RESEARCHER = new Account("practice.researcher");
    private static final int MONTHS = 12;

    /// A table that leaves something to find: one of its groups has three people.
    private static final String TABLE =
            """
            answer,people
            cause found,48
            uncertain,21
            no cause found,96
            test failed,3
            """;

    private final AccessOffice access;
    private final RunDesk runs;
    private final RunWork work;
    private final OutputOffice outputs;

    /// @param work carries out the analysis that an output is made from
    public PracticeProjects(AccessOffice access, RunDesk runs, RunWork work, OutputOffice outputs) {
        this.access = access;
        this.runs = runs;
        this.work = work;
        this.outputs = outputs;
    }

    /// An application that is before the committee, and a seat for whoever has none.
    Practice application(Actor actor) throws NotReadyException {
        seat(actor);
        ProjectId id = sent("Practice application: a count of families with epilepsy");
        return new Practice(
                "The application “Practice application: a count of families with epilepsy” waits for your vote.",
                "/projects/" + id.value());
    }

    private void seat(Actor actor) throws NotReadyException {
        Account account =
                Account.find(actor.id())
                        .orElseThrow(() ->
                                new NotReadyException("your account cannot sit on the committee."));
        Optional<CommitteeSeat> seat = access.desk().seat(account);
        if (seat.isPresent()) {
            if (!seat.get().seat().votes()) {
                throw new NotReadyException(
                        "you sit on the committee as its officer, who has no vote. A member does this exercise.");
            }
            return;
        }
        boolean isLay = actor.organisation().equals(Actor.NO_ORGANISATION);
        LocalDate today = access.today();
        access.appoint(
                new CommitteeSeat(
                        account,
                        actor.displayName(),
                        isLay ? Optional.empty() : Optional.of(actor.organisation()),
                        isLay ? Seat.LAY_MEMBER : Seat.MEMBER,
                        today,
                        today.plusYears(1)),
                new Account("practice.operator"));
    }

    /// An output of a running project that waits for checkers.
    Practice output() throws NotReadyException {
        ProjectReference project = new ProjectReference(running().value());
        Actor researcher = new Actor(RESEARCHER.value(), NAME, UNIVERSITY, Set.of(Role.RESEARCHER));
        Run run =
                switch (runs.ask(
                        project, new Analysis.CrossTabulation(List.of(), List.of()), researcher)) {
                    case RunDesk.Answer.Done<Run>(Run asked) -> asked;
                    case RunDesk.Answer.Refused<Run>(String reason) ->
                            throw new NotReadyException(reason);
                    case RunDesk.Answer.NotFound<Run> _ ->
                            throw new NotReadyException(
                                    "the practice project is gone. Begin again.");
                };
        work.run(run.id());
        OutputRequest request =
                switch (outputs.ask(
                        project,
                        List.of(run.id()),
                        OutputKind.TABLE,
                        "answers.csv",
                        TABLE.getBytes(StandardCharsets.UTF_8),
                        new OutputContext(
                                "How many people got which answer to their test.",
                                "Everybody in the cohort whose test was for epilepsy.",
                                "The table has no names and only four numbers.",
                                OptionalInt.empty()),
                        Optional.empty(),
                        researcher)) {
                    case OutputDesk.Answer.Done<OutputRequest>(OutputRequest asked) -> asked;
                    case OutputDesk.Answer.Refused<OutputRequest>(String reason) ->
                            throw new NotReadyException(reason);
                    case OutputDesk.Answer.NotFound<OutputRequest> _ ->
                            throw new NotReadyException(
                                    "the practice project is gone. Begin again.");
                };
        return new Practice(
                "The file answers.csv of “%s” waits for a checker.".formatted(RUNNING),
                "/checking/" + request.id().value());
    }

    /// A published project for which somebody wants a contract, with what the contract is to say.
    Practice deal() throws NotReadyException {
        // One of its own: no two contracts are about the same project in the same time.
        String title = "Practice project %s for a contract".formatted(shortOf(ProjectId.random()));
        ProjectId _ = published(title);
        return new Practice(
                "A made-up trust (ODS code ZU901) wants to give the results of “%s” to Made Up Remedies Ltd (company number 09999999) for its commercial use, a year from today, for £73,000. Providing them costs £50,000 a year, and they are assessed to be worth £90,000 to the company, in the made-up file A-1. Choose any number that no contract has."
                        .formatted(title),
                "/finance/contracts/new");
    }

    /// The running project, which is made when it is first wanted.
    private ProjectId running() throws NotReadyException {
        for (ProjectLine line : access.lists().running(access.today())) {
            if (line.title().equals(RUNNING)) {
                return line.id();
            }
        }
        return published(RUNNING);
    }

    private static String shortOf(ProjectId id) {
        return id.value().substring(0, 8);
    }

    /// A project that was approved, and whose summary is published.
    private ProjectId published(String title) throws NotReadyException {
        ProjectId id = sent(title);
        for (int n = 1; n <= 3; n++) {
            act(
                    id,
                    new ProjectEvent.Voted(
                            new Vote(
                                    Vote.Choice.APPROVE,
                                    "The benefit is clear and the risk small.")),
                    committee("practice.member-" + n, n == 3 ? Seat.LAY_MEMBER : Seat.MEMBER));
        }
        act(
                id,
                new ProjectEvent.Approved(
                        access.today().plusMonths(MONTHS),
                        List.of(),
                        "The members found the benefit clear."),
                officer());
        act(id, new ProjectEvent.SummaryPublished(), officer());
        return id;
    }

    private static Acting officer() {
        return committee("practice.officer", Seat.OFFICER);
    }

    private static Acting committee(String account, Seat seat) {
        return new Acting(
                new Account(account),
                NAME,
                seat == Seat.LAY_MEMBER ? Optional.empty() : Optional.of(new OdsCode("ZC901")),
                seat);
    }

    /// An application that was sent and put before the committee.
    private ProjectId sent(String title) throws NotReadyException {
        Acting lead = new Acting(RESEARCHER, NAME, Optional.of(UNIVERSITY), Seat.RESEARCHER);
        ProjectId id = ProjectId.random();
        require(access.desk().draft(id, application(title), lead));
        require(access.desk().submit(id, lead));
        act(id, new ProjectEvent.PutToCommittee(), officer());
        return id;
    }

    private Application application(String title) {
        LocalDate today = access.today();
        return new Application(
                title,
                "We count in how many families with epilepsy the genome holds the cause. We see no names and nobody's genome; we get a table with a few numbers, which somebody looks at before it leaves.",
                "Families would learn how often a genome explains the seizures, and the service how many genomes to plan for. The risk is that a small group is recognised in the table.",
                new StudyPurpose(
                        Set.of(Aim.HEALTH),
                        Optional.empty(),
                        Reach.NOT_FOR_PROFIT,
                        Set.of(),
                        Set.of(StudyPurpose.Promise.PUBLISHES_RESULTS),
                        Optional.of("26/EX/0002 (made up)"),
                        Optional.empty(),
                        Optional.empty()),
                Set.of(DataKind.RESULTS),
                "A count needs the answer of each test and nothing else.",
                List.of(new TeamMember(RESEARCHER, "Dr Made Up", UNIVERSITY, today.minusDays(30))),
                List.of(
                        new InstitutionAgreement(
                                UNIVERSITY,
                                "A made-up university",
                                "Made-up agreement 2",
                                today.minusMonths(1),
                                today.plusYears(2))),
                MONTHS,
                Set.of());
    }

    private void act(ProjectId id, ProjectEvent event, Acting by) throws NotReadyException {
        require(access.desk().act(id, event, by));
    }

    private static void require(AccessAnswer<Project> answer) throws NotReadyException {
        switch (answer) {
            case AccessAnswer.Done<Project> _ -> {}
            case AccessAnswer.NotFound<Project> _ ->
                    throw new NotReadyException("the practice project is gone. Begin again.");
            case AccessAnswer.Refused<Project>(String reason) ->
                    throw new NotReadyException(reason);
        }
    }
}
