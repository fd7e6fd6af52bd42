package org.opengms.server.journey;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.opengms.access.AccessAnswer;
import org.opengms.access.AccessDesk;
import org.opengms.access.Account;
import org.opengms.access.Acting;
import org.opengms.access.Application;
import org.opengms.access.DataKind;
import org.opengms.access.InstitutionAgreement;
import org.opengms.access.Project;
import org.opengms.access.ProjectEvent;
import org.opengms.access.ProjectId;
import org.opengms.access.Seat;
import org.opengms.access.StudyPurpose;
import org.opengms.access.TeamMember;
import org.opengms.access.Vote;
import org.opengms.consent.ResearchQuestion.Aim;
import org.opengms.consent.ResearchQuestion.Reach;
import org.opengms.consent.ResearchQuestion.Sensitive;
import org.opengms.infrastructure.OdsCode;

/// A project that the committee approved and whose summary is published, made by the desk as people
/// would make it.
public final class ApprovedProject {
    private static final Acting OFFICER = committee("officer", Seat.OFFICER, Optional.of("ZGMS1"));
    private static final List<Acting> MEMBERS =
            List.of(
                    committee("anne", Seat.MEMBER, Optional.of("ZHA01")),
                    committee("ben", Seat.MEMBER, Optional.of("ZHB01")),
                    committee("dai", Seat.LAY_MEMBER, Optional.empty()));

    private ApprovedProject() {}

    private static Acting committee(String name, Seat seat, Optional<String> organisation) {
        return new Acting(
                new Account("test-committee." + name), name, organisation.map(OdsCode::new), seat);
    }

    /// The query that names a project on health, without profit, with ethics approval, for those
    /// who ask with tokens of an organisation.
    public static String health(TestService service, String organisation) {
        return query(service, organisation, Reach.NOT_FOR_PROFIT);
    }

    /// The same, for profit or not.
    static String query(TestService service, String organisation, Reach reach) {
        return "?project="
                + open(service, organisation, purpose(Set.of(Aim.HEALTH), reach, Set.of(), true))
                        .value();
    }

    static StudyPurpose purpose(
            Set<Aim> aims, Reach reach, Set<Sensitive> sensitive, boolean ethics) {
        return new StudyPurpose(
                aims,
                Optional.empty(),
                reach,
                sensitive,
                Set.of(),
                Optional.of("26/NW/0001").filter(_ -> ethics),
                Optional.empty(),
                Optional.empty());
    }

    /// Somebody with a token of [TestService#tokenOf] leads, and the system whose name begins with
    /// `research-` is in the team.
    static ProjectId open(TestService service, String organisation, StudyPurpose purpose) {
        return open(
                service.service().context().getBean(AccessDesk.class),
                List.of("somebody", "research-" + organisation.toLowerCase(java.util.Locale.ROOT)),
                organisation,
                purpose);
    }

    static ProjectId open(
            AccessDesk desk, List<String> accounts, String organisation, StudyPurpose purpose) {
        LocalDate today = desk.today();
        OdsCode ods = new OdsCode(organisation);
        List<TeamMember> team = new ArrayList<>();
        for (String account : accounts) {
            team.add(
                    new TeamMember(
                            new Account(account), "Test " + account, ods, today.minusDays(30)));
        }
        Application application =
                new Application(
                        "A project of a test",
                        "This project exists so that a test can ask for data as a researcher does, with a summary that is long enough.",
                        "Nobody has anything of it but whoever reads the test, who learns that the service keeps what it promises to patients.",
                        purpose,
                        Set.of(DataKind.GENOMES, DataKind.RESULTS),
                        "The test asks for these data and no others.",
                        team,
                        List.of(
                                new InstitutionAgreement(
                                        ods,
                                        "Institution " + organisation,
                                        "DSA-TEST",
                                        today.minusYears(1),
                                        today.plusYears(2))),
                        12,
                        Set.of());
        Acting lead =
                new Acting(
                        team.getFirst().account(),
                        team.getFirst().name(),
                        Optional.of(ods),
                        Seat.RESEARCHER);
        ProjectId id = ProjectId.random();
        done(desk.draft(id, application, lead));
        done(desk.submit(id, lead));
        done(desk.act(id, new ProjectEvent.PutToCommittee(), OFFICER));
        for (Acting member : MEMBERS) {
            done(
                    desk.act(
                            id,
                            new ProjectEvent.Voted(new Vote(Vote.Choice.APPROVE, "For the test.")),
                            member));
        }
        done(
                desk.act(
                        id,
                        new ProjectEvent.Approved(today.plusMonths(12), List.of(), "For the test."),
                        OFFICER));
        done(desk.act(id, new ProjectEvent.SummaryPublished(), OFFICER));
        return id;
    }

    private static void done(AccessAnswer<Project> answer) {
        if (!(answer instanceof AccessAnswer.Done<Project>)) {
            throw new AssertionError(answer.toString());
        }
    }
}
