package org.opengms.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.opengms.access.ProjectSamples.ANNE;
import static org.opengms.access.ProjectSamples.APPLICANT;
import static org.opengms.access.ProjectSamples.BEN;
import static org.opengms.access.ProjectSamples.CLARE;
import static org.opengms.access.ProjectSamples.DAI;
import static org.opengms.access.ProjectSamples.EVE;
import static org.opengms.access.ProjectSamples.FRED;
import static org.opengms.access.ProjectSamples.GITA;
import static org.opengms.access.ProjectSamples.NOW;
import static org.opengms.access.ProjectSamples.OFFICER;
import static org.opengms.access.ProjectSamples.STRANGER;
import static org.opengms.access.ProjectSamples.TEAM;
import static org.opengms.access.ProjectSamples.TODAY;
import static org.opengms.access.ProjectSamples.acting;
import static org.opengms.access.ProjectSamples.appealed;
import static org.opengms.access.ProjectSamples.application;
import static org.opengms.access.ProjectSamples.approval;
import static org.opengms.access.ProjectSamples.approved;
import static org.opengms.access.ProjectSamples.before;
import static org.opengms.access.ProjectSamples.entry;
import static org.opengms.access.ProjectSamples.inReview;
import static org.opengms.access.ProjectSamples.opinion;
import static org.opengms.access.ProjectSamples.process;
import static org.opengms.access.ProjectSamples.project;
import static org.opengms.access.ProjectSamples.refused;
import static org.opengms.access.ProjectSamples.renewalAsked;
import static org.opengms.access.ProjectSamples.running;
import static org.opengms.access.ProjectSamples.submitted;
import static org.opengms.access.ProjectSamples.vote;
import static org.opengms.access.ProjectSamples.votedAgainst;
import static org.opengms.access.ProjectSamples.votedFor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.access.Vote.Choice;
import org.opengms.infrastructure.OdsCode;

/// `project-process.csv` is the specification of who may take which step where; the other
/// situations are what a step needs beyond that.
class ProjectProcessTest {
    private static final Map<String, Acting> WHO =
            Map.of(
                    "APPLICANT", APPLICANT,
                    "TEAM", TEAM,
                    "STRANGER", STRANGER,
                    "OFFICER", OFFICER,
                    "MEMBER", CLARE,
                    "LAY_MEMBER", EVE);

    private static final Condition LATER = new Condition("Report every year.", false);

    private final ProjectProcess process = process();

    private Optional<String> refusal(List<Entry> history, Acting by, ProjectEvent event) {
        return process.refusal(project(history), by, event, NOW);
    }

    private void refuses(String code, List<Entry> history, Acting by, ProjectEvent event) {
        String reason = refusal(history, by, event).orElse("nothing is refused");
        assertTrue(reason.startsWith(code), reason);
    }

    private void allows(List<Entry> history, Acting by, ProjectEvent event) {
        assertEquals(Optional.empty(), refusal(history, by, event));
    }

    private static final TeamMember NEW =
            new TeamMember(
                    new Account("researcher.new"),
                    "C. New",
                    ProjectSamples.UNIVERSITY,
                    LocalDate.of(2026, 2, 20));

    @Nested
    class TheTable {
        /// A project at each place; where votes decide, `isFor` says how they came out.
        private static Map<String, List<Entry>> places(boolean isFor) {
            Map<String, List<Entry>> places = new LinkedHashMap<>();
            places.put("DRAFT", List.of(entry(APPLICANT, new ProjectEvent.Drafted(application()))));
            places.put("SUBMITTED", submitted());
            places.put(
                    "QUESTIONS",
                    before(submitted(), entry(OFFICER, new ProjectEvent.Asked("How many?"))));
            places.put("REVIEW", isFor ? votedFor() : votedAgainst());
            Choice choice = isFor ? Choice.APPROVE : Choice.REFUSE;
            places.put(
                    "APPEAL",
                    before(
                            appealed(),
                            vote(FRED, choice),
                            vote(GITA, choice),
                            vote(acting("lay.hal", Seat.LAY_MEMBER, "ZHF01"), choice)));
            places.put("REFUSED", refused());
            places.put("APPROVED", approved(LATER));
            places.put("RUNNING", running(LATER));
            places.put(
                    "RENEWAL",
                    before(
                            running(LATER),
                            entry(
                                    APPLICANT,
                                    new ProjectEvent.RenewalAsked(
                                            12, "Three causes were found and published.")),
                            vote(FRED, choice),
                            vote(GITA, choice),
                            vote(DAI, choice)));
            places.put(
                    "SUSPENDED",
                    before(
                            running(LATER),
                            entry(OFFICER, new ProjectEvent.Suspended("A laptop was lost."))));
            places.put(
                    "EXPIRED",
                    before(
                            votedFor(),
                            entry(OFFICER, approval(TODAY.minusDays(1), LATER)),
                            entry(OFFICER, new ProjectEvent.SummaryPublished())));
            places.put(
                    "WITHDRAWN",
                    before(submitted(), entry(APPLICANT, new ProjectEvent.Withdrawn())));
            places.put(
                    "NEVER_ALLOWED",
                    before(
                            inReview(),
                            entry(
                                    OFFICER,
                                    new ProjectEvent.NeverAllowed("policing", "Its third aim."))));
            places.put(
                    "CLOSED",
                    before(
                            running(LATER),
                            entry(
                                    APPLICANT,
                                    new ProjectEvent.Closed(
                                            "Three causes were found and published."))));
            return places;
        }

        private static List<ProjectEvent> steps() {
            return List.of(
                    new ProjectEvent.Drafted(application()),
                    new ProjectEvent.Submitted(opinion()),
                    new ProjectEvent.Withdrawn(),
                    new ProjectEvent.PutToCommittee(),
                    new ProjectEvent.Asked("How many people?"),
                    new ProjectEvent.Answered(1, "Forty.", Optional.empty()),
                    // The officer's of somebody else, a member's of their own.
                    new ProjectEvent.InterestDeclared(
                            CLARE.account(), "Was the lead's supervisor."),
                    new ProjectEvent.Voted(new Vote(Choice.APPROVE, "As the summary says.")),
                    approval(TODAY.plusMonths(12)),
                    new ProjectEvent.Refused("The risk is too high."),
                    new ProjectEvent.NeverAllowed("policing", "Its third aim."),
                    new ProjectEvent.Appealed("The risk was read from an older draft."),
                    new ProjectEvent.ConditionMet(1, "Report of March."),
                    new ProjectEvent.SummaryPublished(),
                    new ProjectEvent.MemberJoined(NEW),
                    new ProjectEvent.MemberLeft(ProjectSamples.SECOND.account()),
                    new ProjectEvent.MemberTrained(ProjectSamples.SECOND.account(), TODAY),
                    new ProjectEvent.AgreementRenewed(
                            ProjectSamples.agreement(LocalDate.of(2028, 5, 31))),
                    new ProjectEvent.Suspended("A laptop was lost."),
                    new ProjectEvent.Resumed("It was found, and was encrypted."),
                    new ProjectEvent.RenewalAsked(12, "Three causes were found and published."),
                    new ProjectEvent.Closed("Three causes were found and published."));
        }

        private static Set<String> table() throws IOException {
            try (InputStream in =
                    ProjectProcessTest.class.getResourceAsStream("project-process.csv")) {
                return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.startsWith("#"))
                        .skip(1)
                        .flatMap(line -> {
                            String[] cells = line.split(",", -1);
                            return Stream.of(cells[1].split("\\|"))
                                    .flatMap(who ->
                                            Stream.of(cells[2].split("\\|"))
                                                    .map(where ->
                                                            cells[0] + " " + who + " " + where));
                        })
                        .collect(Collectors.toCollection(TreeSet::new));
            }
        }

        @Test
        void saysEveryStepThatCanBeTakenAndNoOther() throws IOException {
            Set<String> allowed = new TreeSet<>();
            int tried = 0;
            for (Map.Entry<String, Acting> who : WHO.entrySet()) {
                for (ProjectEvent step : steps()) {
                    boolean isFor = !(step instanceof ProjectEvent.Refused);
                    for (Map.Entry<String, List<Entry>> place : places(isFor).entrySet()) {
                        if (refusal(place.getValue(), who.getValue(), step).isEmpty()) {
                            allowed.add(
                                    "%s %s %s"
                                            .formatted(
                                                    step.getClass().getSimpleName(),
                                                    who.getKey(),
                                                    place.getKey()));
                        }
                        tried++;
                    }
                }
            }
            assertEquals(table(), allowed);
            assertEquals(6 * 22 * 14, tried);
            assertEquals(22, ProjectEvent.class.getPermittedSubclasses().length);
        }

        @Test
        void isAtThePlacesThatItNames() {
            places(true)
                    .forEach((name, history) ->
                            assertEquals(
                                    name.equals("RENEWAL") ? "RUNNING" : name,
                                    project(history).stage(TODAY).name()));
        }
    }

    @Nested
    class AVote {
        @ParameterizedTest
        @CsvSource({
            // for, against, abstentions, of the votes for or against by lay members
            "2, 0, 1, 1, quorum",
            "3, 0, 0, 0, lay",
            "2, 1, 0, 1, approve",
            "1, 2, 0, 1, refuse",
            "2, 2, 0, 1, refuse",
            "3, 0, 2, 1, approve",
            "0, 0, 5, 0, quorum",
        })
        void decidesByMajorityQuorumAndALayVote(
                int approve, int refuse, int abstain, int lay, String outcome) {
            List<Entry> history = new ArrayList<>(inReview());
            int next = 0;
            for (int i = 0; i < approve + refuse + abstain; i++) {
                Choice choice =
                        i < approve
                                ? Choice.APPROVE
                                : i < approve + refuse ? Choice.REFUSE : Choice.ABSTAIN;
                Seat seat = i < lay ? Seat.LAY_MEMBER : Seat.MEMBER;
                history.add(vote(acting("m" + next, seat, "ZM" + (100 + next)), choice));
                next++;
            }
            Optional<String> approving = refusal(history, OFFICER, approval(TODAY.plusMonths(6)));
            Optional<String> refusing =
                    refusal(history, OFFICER, new ProjectEvent.Refused("Too much risk."));
            assertEquals(outcome.equals("approve"), approving.isEmpty(), approving.orElse(""));
            assertEquals(outcome.equals("refuse"), refusing.isEmpty(), refusing.orElse(""));
        }

        @Test
        void isNotForWhoHasAnInterest() {
            ProjectEvent yes = new ProjectEvent.Voted(new Vote(Choice.APPROVE, "Good."));
            List<Entry> declared =
                    before(
                            inReview(),
                            entry(
                                    ANNE,
                                    new ProjectEvent.InterestDeclared(
                                            ANNE.account(), "Shares a grant with the lead.")));
            refuses("OGMS-8622", declared, ANNE, yes);
            // Of the team's organisation, or of the trust whose site it is.
            refuses("OGMS-8622", inReview(), acting("member.x", Seat.MEMBER, "ZUN01"), yes);
            refuses("OGMS-8622", inReview(), acting("member.x", Seat.MEMBER, "ZUN"), yes);
            // In the team.
            refuses(
                    "OGMS-8622",
                    inReview(),
                    acting("researcher.second", Seat.MEMBER, "ZHA01"),
                    yes);
            allows(inReview(), ANNE, yes);
        }

        @Test
        void isVoidOnceAnInterestIsDeclared() {
            List<Entry> history =
                    before(
                            votedFor(),
                            entry(
                                    OFFICER,
                                    new ProjectEvent.InterestDeclared(
                                            DAI.account(), "Is the lead's brother.")));
            assertEquals(new Tally(2, 0, 0, 0), project(history).tally());
            refuses("OGMS-8627", history, OFFICER, approval(TODAY.plusMonths(6)));
        }

        @Test
        void isVoidOnceTheApplicationChanges() {
            List<Entry> history =
                    before(
                            votedFor(),
                            entry(ANNE, new ProjectEvent.Asked("Why genomes?")),
                            entry(
                                    APPLICANT,
                                    new ProjectEvent.Answered(
                                            1,
                                            "We narrowed it.",
                                            Optional.of(
                                                    new ProjectEvent.Revision(
                                                            application(), opinion())))));
            assertEquals(new Tally(0, 0, 0, 0), project(history).tally());
            assertEquals(Stage.REVIEW, project(history).stage(TODAY));
        }

        @Test
        void countsOnceForAMemberWhoChangesTheirMind() {
            List<Entry> history = before(votedFor(), vote(ANNE, Choice.REFUSE));
            assertEquals(new Tally(2, 1, 0, 1), project(history).tally());
        }

        @Test
        void waitsForAnAnswerToAQuestion() {
            List<Entry> asked =
                    before(
                            renewalAsked(),
                            vote(FRED, Choice.APPROVE),
                            vote(GITA, Choice.APPROVE),
                            vote(DAI, Choice.APPROVE),
                            entry(EVE, new ProjectEvent.Asked("Were patients told?")));
            refuses("OGMS-8626", asked, OFFICER, approval(TODAY.plusMonths(6)));
            List<Entry> answered =
                    before(
                            asked,
                            entry(TEAM, new ProjectEvent.Answered(1, "Yes.", Optional.empty())));
            allows(answered, OFFICER, approval(TODAY.plusMonths(6)));
        }

        @Test
        void isNotClosedAgainstWhatItCameTo() {
            refuses("OGMS-8615", votedAgainst(), OFFICER, approval(TODAY.plusMonths(6)));
            refuses("OGMS-8615", votedFor(), OFFICER, new ProjectEvent.Refused("I say no."));
        }

        @Test
        void givesAccessForTwoYearsAtMost() {
            allows(votedFor(), OFFICER, approval(LocalDate.of(2028, 3, 2)));
            refuses("OGMS-8625", votedFor(), OFFICER, approval(LocalDate.of(2028, 3, 3)));
            refuses("OGMS-8625", votedFor(), OFFICER, approval(LocalDate.of(2026, 3, 1)));
        }

        @Test
        void isNotClosedByAnOfficerWithAnInterest() {
            refuses(
                    "OGMS-8622",
                    votedFor(),
                    acting("officer.two", Seat.OFFICER, "ZUN01"),
                    approval(TODAY.plusMonths(6)));
        }
    }

    @Nested
    class OthersVotes {
        private long votesSeen(List<Entry> history, Acting reader) {
            return project(history).historyFor(reader).stream()
                    .filter(e -> e.event() instanceof ProjectEvent.Voted)
                    .count();
        }

        @Test
        void areSeenByAMemberOnceTheyHaveVotedThemself() {
            Project project = project(votedFor());
            assertEquals(0, project.ballotsFor(CLARE).size());
            assertEquals(0, votesSeen(votedFor(), CLARE));
            assertEquals(3, project.ballotsFor(ANNE).size());
            assertEquals(3, votesSeen(votedFor(), ANNE));
            assertEquals(3, votesSeen(approved(), CLARE));
        }

        @Test
        void areSeenByTheOfficerAndNeverByTheApplicantOrWhoHasAnInterest() {
            Project project = project(votedFor());
            assertEquals(3, project.ballotsFor(OFFICER).size());
            assertEquals(0, project.ballotsFor(APPLICANT).size());
            assertEquals(0, votesSeen(running(), APPLICANT));
            Acting own = acting("member.own", Seat.MEMBER, "ZUN01");
            assertEquals(0, project.ballotsFor(own).size());
            assertEquals(0, votesSeen(running(), own));
        }

        @Test
        void ofTheNextVoteAreHiddenAgain() {
            List<Entry> renewal = before(renewalAsked(), vote(ANNE, Choice.REFUSE));
            assertEquals(3, votesSeen(renewal, BEN));
            assertEquals(4, votesSeen(renewal, ANNE));
        }
    }

    @Nested
    class AnAppeal {
        @Test
        void isDecidedByOthers() {
            ProjectEvent yes = new ProjectEvent.Voted(new Vote(Choice.APPROVE, "Good."));
            refuses("OGMS-8622", appealed(), ANNE, yes);
            allows(appealed(), FRED, yes);
        }

        @ParameterizedTest
        // Refused on 2 March, 28 days: the last is 30 March, in London, where the hour has changed.
        @CsvSource({
            "2026-03-30T22:59:59Z, ''",
            "2026-03-30T23:00:00Z, OGMS-8628",
        })
        void isSentInTime(Instant at, String code) {
            Optional<String> reason =
                    process.refusal(
                            project(refused()),
                            APPLICANT,
                            new ProjectEvent.Appealed("The risk was read from an older draft."),
                            at);
            assertEquals(code, reason.map(r -> r.substring(0, 9)).orElse(""));
        }

        @Test
        void isHeardOnce() {
            List<Entry> twice =
                    before(
                            appealed(),
                            vote(FRED, Choice.REFUSE),
                            vote(GITA, Choice.REFUSE),
                            vote(EVE, Choice.REFUSE),
                            entry(OFFICER, new ProjectEvent.Refused("The same risk.")));
            refuses(
                    "OGMS-8628",
                    twice,
                    APPLICANT,
                    new ProjectEvent.Appealed("The risk was read from an older draft."));
        }
    }

    @Nested
    class AnApplication {
        @Test
        void isWrittenByOneOfTheTeamForTheirOwnOrganisation() {
            ProjectEvent draft = new ProjectEvent.Drafted(application());
            allows(List.of(), APPLICANT, draft);
            refuses("OGMS-8613", List.of(), STRANGER, draft);
            refuses(
                    "OGMS-8613",
                    List.of(),
                    acting("researcher.lead", Seat.RESEARCHER, "ZUN09"),
                    draft);
            refuses("OGMS-8611", List.of(), OFFICER, draft);
        }

        @Test
        void isSentWithTrainingAndAgreementsThatCount() {
            List<Entry> draft = List.of(entry(APPLICANT, new ProjectEvent.Drafted(application())));
            Instant nextYear = LocalDate.of(2027, 1, 5).atStartOfDay().toInstant(ZoneOffset.UTC);
            Optional<String> untrained =
                    process.refusal(
                            project(draft),
                            APPLICANT,
                            new ProjectEvent.Submitted(opinion()),
                            nextYear);
            assertTrue(untrained.orElse("").startsWith("OGMS-8614 team"), untrained.orElse(""));
        }

        @Test
        void forAUseThatNobodyMayHaveIsNeverApproved() {
            List<Entry> history = new ArrayList<>();
            for (Entry entry : votedFor()) {
                history.add(
                        entry.event() instanceof ProjectEvent.Drafted
                                ? entry(
                                        APPLICANT,
                                        new ProjectEvent.Drafted(application(Set.of("insurance"))))
                                : entry);
            }
            refuses("OGMS-8624", history, OFFICER, approval(TODAY.plusMonths(6)));
        }

        @Test
        void isNotChangedByAnAnswerOnceItIsApproved() {
            List<Entry> asked =
                    before(renewalAsked(), entry(FRED, new ProjectEvent.Asked("What was found?")));
            refuses(
                    "OGMS-8621",
                    asked,
                    APPLICANT,
                    new ProjectEvent.Answered(
                            1,
                            "See the new plan.",
                            Optional.of(new ProjectEvent.Revision(application(), opinion()))));
        }
    }

    @Nested
    class ATeam {
        @ParameterizedTest
        @CsvSource({
            "ZUN01, 2026-02-20, ''",
            "ZUN09, 2026-02-20, OGMS-8618",
            "ZUN01, 2025-03-02, OGMS-8618",
            "ZUN01, 2026-03-03, OGMS-8618",
            "ZUN01, 2025-03-03, ''",
        })
        void takesInWhoIsTrainedAndWhoseInstitutionAnswersForThem(
                String organisation, LocalDate trainedOn, String code) {
            ProjectEvent joins =
                    new ProjectEvent.MemberJoined(
                            new TeamMember(
                                    new Account("researcher.new"),
                                    "C. New",
                                    new OdsCode(organisation),
                                    trainedOn));
            Optional<String> reason = refusal(running(), OFFICER, joins);
            assertEquals(code, reason.map(r -> r.substring(0, 9)).orElse(""));
        }

        @Test
        void keepsOne() {
            List<Entry> alone =
                    before(
                            running(),
                            entry(
                                    OFFICER,
                                    new ProjectEvent.MemberLeft(ProjectSamples.SECOND.account())));
            refuses(
                    "OGMS-8618",
                    alone,
                    OFFICER,
                    new ProjectEvent.MemberLeft(ProjectSamples.LEAD.account()));
        }
    }

    @Test
    void theTurnaroundLeavesOutTheTimeInWhichTheApplicantHadToAnswer() {
        Instant start = Instant.parse("2026-03-02T09:00:00Z");
        List<Entry> history = new ArrayList<>();
        int day = 0;
        for (Entry entry :
                before(
                        inReview(),
                        entry(BEN, new ProjectEvent.Asked("How many?")),
                        entry(APPLICANT, new ProjectEvent.Answered(1, "Forty.", Optional.empty())),
                        vote(ANNE, Choice.APPROVE),
                        vote(BEN, Choice.APPROVE),
                        vote(DAI, Choice.APPROVE),
                        entry(OFFICER, approval(TODAY.plusMonths(12))))) {
            history.add(new Entry(start.plus(Duration.ofDays(day)), entry.by(), entry.event()));
            day++;
        }
        // Sent on day 1, decided on day 8; asked on day 3, answered on day 4.
        assertEquals(Optional.of(Duration.ofDays(6)), project(history).turnaround());
    }
}
