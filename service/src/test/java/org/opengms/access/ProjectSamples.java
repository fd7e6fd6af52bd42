package org.opengms.access;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.opengms.access.StudyPurpose.Promise;
import org.opengms.consent.ResearchQuestion.Aim;
import org.opengms.consent.ResearchQuestion.Reach;
import org.opengms.infrastructure.OdsCode;

/// People and projects of the tests.
final class ProjectSamples {
    static final LocalDate TODAY = LocalDate.of(2026, 3, 2);
    static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    static final ProjectId ID = new ProjectId("7d0c4b1e-0000-4000-8000-000000000001");

    static final OdsCode UNIVERSITY = new OdsCode("ZUN01");
    static final TeamMember LEAD =
            new TeamMember(
                    new Account("researcher.lead"),
                    "A. Lead",
                    UNIVERSITY,
                    LocalDate.of(2026, 1, 5));
    static final TeamMember SECOND =
            new TeamMember(
                    new Account("researcher.second"),
                    "B. Second",
                    UNIVERSITY,
                    LocalDate.of(2026, 2, 1));

    static final Acting APPLICANT = researcher(LEAD);
    static final Acting TEAM = researcher(SECOND);
    static final Acting STRANGER = acting("researcher.other", Seat.RESEARCHER, "ZUN09");
    static final Acting OFFICER = acting("officer.one", Seat.OFFICER, "ZGMS1");
    static final Acting ANNE = acting("member.anne", Seat.MEMBER, "ZHA01");
    static final Acting BEN = acting("member.ben", Seat.MEMBER, "ZHB01");
    static final Acting CLARE = acting("member.clare", Seat.MEMBER, "ZHC01");
    static final Acting DAI = lay("lay.dai");
    static final Acting EVE = lay("lay.eve");
    static final Acting FRED = acting("member.fred", Seat.MEMBER, "ZHD01");
    static final Acting GITA = acting("member.gita", Seat.MEMBER, "ZHE01");

    static final CommitteeRules RULES = CommitteeRules.standard();
    static final HardRefusals REFUSALS = HardRefusals.standard();

    private ProjectSamples() {}

    static Acting acting(String account, Seat seat, String organisation) {
        return new Acting(
                new Account(account), account, Optional.of(new OdsCode(organisation)), seat);
    }

    private static Acting lay(String account) {
        return new Acting(new Account(account), account, Optional.empty(), Seat.LAY_MEMBER);
    }

    private static Acting researcher(TeamMember member) {
        return new Acting(
                member.account(),
                member.name(),
                Optional.of(member.organisation()),
                Seat.RESEARCHER);
    }

    static StudyPurpose purpose() {
        return new StudyPurpose(
                Set.of(Aim.HEALTH),
                Optional.empty(),
                Reach.NOT_FOR_PROFIT,
                Set.of(),
                Set.of(Promise.PUBLISHES_RESULTS),
                Optional.of("26/NW/0001"),
                Optional.of("England"),
                Optional.empty());
    }

    static InstitutionAgreement agreement(LocalDate until) {
        return new InstitutionAgreement(
                UNIVERSITY, "Example University", "DSA-1", LocalDate.of(2025, 6, 1), until);
    }

    static Application application() {
        return application(Set.of());
    }

    static Application application(Set<String> declared) {
        return new Application(
                "Why kidneys fail early",
                "We look for changes in genes that make kidneys fail before the age of forty, so that families can be told earlier. "
                        + "We read the genomes of people who agreed, and no names.",
                "People whose kidneys may fail could be treated years earlier. We expect to find causes for one family in ten; the risk is that somebody is recognised, and rules keep it small.",
                purpose(),
                Set.of(DataKind.GENOMES),
                "Results alone do not show what was not looked for.",
                List.of(LEAD, SECOND),
                List.of(agreement(LocalDate.of(2027, 5, 31))),
                12,
                declared);
    }

    static FirstOpinion opinion() {
        return new FirstOpinion(
                TODAY, List.of(), Optional.of(1200L), Optional.of(1500L), "2026-11", List.of());
    }

    static Entry entry(Acting by, ProjectEvent event) {
        return new Entry(NOW, by, event);
    }

    static Entry vote(Acting by, Vote.Choice choice) {
        return entry(by, new ProjectEvent.Voted(new Vote(choice, "As the summary says.")));
    }

    static ProjectEvent.Approved approval(LocalDate until, Condition... conditions) {
        return new ProjectEvent.Approved(until, List.of(conditions), "The benefit is clear.");
    }

    static List<Entry> submitted() {
        return List.of(
                entry(APPLICANT, new ProjectEvent.Drafted(application())),
                entry(APPLICANT, new ProjectEvent.Submitted(opinion())));
    }

    static List<Entry> before(List<Entry> history, Entry... then) {
        List<Entry> all = new ArrayList<>(history);
        all.addAll(List.of(then));
        return all;
    }

    static List<Entry> inReview() {
        return before(submitted(), entry(OFFICER, new ProjectEvent.PutToCommittee()));
    }

    static List<Entry> votedFor() {
        return before(
                inReview(),
                vote(ANNE, Vote.Choice.APPROVE),
                vote(BEN, Vote.Choice.APPROVE),
                vote(DAI, Vote.Choice.APPROVE));
    }

    static List<Entry> votedAgainst() {
        return before(
                inReview(),
                vote(ANNE, Vote.Choice.REFUSE),
                vote(BEN, Vote.Choice.REFUSE),
                vote(DAI, Vote.Choice.APPROVE));
    }

    static List<Entry> approved(Condition... conditions) {
        return before(votedFor(), entry(OFFICER, approval(LocalDate.of(2027, 3, 1), conditions)));
    }

    static List<Entry> running(Condition... conditions) {
        return before(approved(conditions), entry(OFFICER, new ProjectEvent.SummaryPublished()));
    }

    static List<Entry> refused() {
        return before(
                votedAgainst(), entry(OFFICER, new ProjectEvent.Refused("The risk is too high.")));
    }

    static List<Entry> appealed() {
        return before(
                refused(),
                entry(
                        APPLICANT,
                        new ProjectEvent.Appealed("The risk was read from an older draft.")));
    }

    static List<Entry> renewalAsked() {
        return before(
                running(),
                entry(
                        APPLICANT,
                        new ProjectEvent.RenewalAsked(
                                12, "Three causes were found and published.")));
    }

    static Project project(List<Entry> history) {
        return Project.of(ID, history);
    }

    static ProjectProcess process() {
        return new ProjectProcess(RULES, REFUSALS);
    }
}
