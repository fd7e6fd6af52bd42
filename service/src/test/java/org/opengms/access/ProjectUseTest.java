package org.opengms.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.opengms.access.ProjectSamples.APPLICANT;
import static org.opengms.access.ProjectSamples.NOW;
import static org.opengms.access.ProjectSamples.OFFICER;
import static org.opengms.access.ProjectSamples.STRANGER;
import static org.opengms.access.ProjectSamples.TODAY;
import static org.opengms.access.ProjectSamples.approval;
import static org.opengms.access.ProjectSamples.approved;
import static org.opengms.access.ProjectSamples.before;
import static org.opengms.access.ProjectSamples.entry;
import static org.opengms.access.ProjectSamples.process;
import static org.opengms.access.ProjectSamples.project;
import static org.opengms.access.ProjectSamples.running;
import static org.opengms.access.ProjectSamples.votedFor;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.access.Vote.Choice;
import org.opengms.consent.ConsentStatement;
import org.opengms.infrastructure.OdsCode;
import org.opengms.testing.Cases;

class ProjectUseTest {
    private static AccessStanding use(List<Entry> history, Acting who, Instant at) {
        return project(history)
                .use(who.account(), at, ProjectSamples.RULES, ProjectSamples.REFUSALS);
    }

    private static String stopped(List<Entry> history, Acting who, Instant at) {
        return assertInstanceOf(AccessStanding.Stopped.class, use(history, who, at)).reason();
    }

    @Nested
    class ARunningProject {
        @Test
        void opensDataForItsTeam() {
            AccessStanding.Open open =
                    assertInstanceOf(
                            AccessStanding.Open.class, use(running(), ProjectSamples.TEAM, NOW));
            assertEquals(ProjectSamples.purpose(), open.purpose());
            assertEquals(Set.of(DataKind.GENOMES), open.data());
        }

        @Test
        void opensNothingForOthers() {
            assertTrue(stopped(running(), STRANGER, NOW).contains("no team"));
            assertTrue(stopped(running(), OFFICER, NOW).contains("no team"));
        }

        @ParameterizedTest
        // Lead trained on 5 January 2026: counts to 4 January 2027. Second to 31 January 2027.
        // Approved to 1 March 2027, agreement to 31 May 2027. Midnights are London's.
        @CsvSource({
            "researcher.lead,   2027-01-04T23:59:59Z, ''",
            "researcher.lead,   2027-01-05T00:00:00Z, training",
            "researcher.second, 2027-01-31T23:59:59Z, ''",
            "researcher.second, 2027-02-01T00:00:00Z, training",
            "researcher.second, 2027-03-02T00:00:00Z, ran out",
        })
        void stopsByItselfWhenSomethingLapses(String account, Instant at, String word) {
            Acting who = ProjectSamples.acting(account, Seat.RESEARCHER, "ZUN01");
            switch (use(running(), who, at)) {
                case AccessStanding.Open _ -> assertEquals("", word);
                case AccessStanding.Stopped(String reason) ->
                        assertTrue(!word.isEmpty() && reason.contains(word), reason);
            }
        }

        @Test
        void stopsWithTheInstitutionsAgreement() {
            List<Entry> shorter =
                    before(
                            running(),
                            entry(
                                    OFFICER,
                                    new ProjectEvent.AgreementRenewed(
                                            ProjectSamples.agreement(LocalDate.of(2026, 3, 31)))));
            assertInstanceOf(
                    AccessStanding.Open.class,
                    use(shorter, APPLICANT, Instant.parse("2026-03-31T22:59:59Z")));
            // Summer time began on 29 March: the day ends at 23:00 UTC.
            assertTrue(
                    stopped(shorter, APPLICANT, Instant.parse("2026-03-31T23:00:00Z"))
                            .contains("agreement"));
        }

        private static AccessStanding byPrograms(List<Entry> history, Instant at) {
            return project(history).useByPrograms(at, ProjectSamples.REFUSALS);
        }

        @ParameterizedTest
        // Nobody's training counts any more on 1 February 2027; approved to 1 March 2027.
        @CsvSource({
            "2027-02-01T00:00:00Z, ''",
            "2027-03-01T23:59:59Z, ''",
            "2027-03-02T00:00:00Z, ran out",
        })
        void opensDataForItsProgramsWhateverStandsOfPersons(Instant at, String word) {
            switch (byPrograms(running(), at)) {
                case AccessStanding.Open open -> {
                    assertEquals("", word);
                    assertEquals(Set.of(DataKind.GENOMES), open.data());
                }
                case AccessStanding.Stopped(String reason) ->
                        assertTrue(!word.isEmpty() && reason.contains(word), reason);
            }
        }

        @Test
        void stopsItsProgramsWithTheAgreementOfTheInstitutionThatLeads() {
            List<Entry> shorter =
                    before(
                            running(),
                            entry(
                                    OFFICER,
                                    new ProjectEvent.AgreementRenewed(
                                            ProjectSamples.agreement(LocalDate.of(2026, 3, 31)))));
            assertInstanceOf(
                    AccessStanding.Open.class,
                    byPrograms(shorter, Instant.parse("2026-03-31T22:59:59Z")));
            assertInstanceOf(
                    AccessStanding.Stopped.class,
                    byPrograms(shorter, Instant.parse("2026-03-31T23:00:00Z")));
        }

        @Test
        void stopsItsProgramsWhileItIsSuspendedAndBeforeItRuns() {
            assertInstanceOf(AccessStanding.Stopped.class, byPrograms(approved(), NOW));
            assertInstanceOf(AccessStanding.Stopped.class, byPrograms(List.of(), NOW));
            assertInstanceOf(
                    AccessStanding.Stopped.class,
                    byPrograms(
                            before(
                                    running(),
                                    entry(
                                            OFFICER,
                                            new ProjectEvent.Suspended("A laptop was lost."))),
                            NOW));
        }

        @Test
        void remembersWhoWasInItsTeamSinceItsApproval() {
            List<Entry> left =
                    before(
                            running(),
                            entry(
                                    OFFICER,
                                    new ProjectEvent.MemberLeft(ProjectSamples.TEAM.account())));
            Project now = project(left);
            assertTrue(!now.hasMember(ProjectSamples.TEAM.account()));
            assertTrue(now.hasHadMember(ProjectSamples.TEAM.account()));
            assertTrue(!now.hasHadMember(STRANGER.account()));
        }

        @Test
        void stopsForWhoeverLeaves() {
            List<Entry> left =
                    before(
                            running(),
                            entry(
                                    OFFICER,
                                    new ProjectEvent.MemberLeft(ProjectSamples.SECOND.account())));
            assertTrue(stopped(left, ProjectSamples.TEAM, NOW).contains("no team"));
        }
    }

    @Nested
    class NobodyUsesData {
        @Test
        void beforeTheSummaryIsPublished() {
            assertTrue(stopped(approved(), APPLICANT, NOW).contains("not published"));
        }

        @Test
        void beforeAConditionIsMet() {
            Condition ethics = new Condition("Show the ethics approval.", true);
            assertTrue(stopped(running(ethics), APPLICANT, NOW).contains("Show the ethics"));
            assertInstanceOf(
                    AccessStanding.Open.class,
                    use(
                            before(
                                    running(ethics),
                                    entry(OFFICER, new ProjectEvent.ConditionMet(1, "26/NW/0001"))),
                            APPLICANT,
                            NOW));
        }

        @Test
        void onAnApprovalThatNobodyVotedFor() {
            List<Entry> forged = new ArrayList<>();
            for (Entry entry : running()) {
                if (!(entry.event() instanceof ProjectEvent.Voted)) {
                    forged.add(entry);
                }
            }
            assertTrue(stopped(forged, APPLICANT, NOW).contains("no valid vote"));
        }

        @Test
        void onceTheUseIsRefusedToEverybody() {
            HardRefusals later =
                    new HardRefusals(
                            "test",
                            Optional.empty(),
                            "test",
                            List.of(
                                    new HardRefusals.Refusal(
                                            "sport",
                                            LocalDate.of(2026, 6, 1),
                                            "choosing athletes",
                                            "talent is more than a genome.",
                                            List.of())));
            List<Entry> declared = new ArrayList<>();
            for (Entry entry : running()) {
                declared.add(
                        entry.event() instanceof ProjectEvent.Drafted
                                ? entry(
                                        APPLICANT,
                                        new ProjectEvent.Drafted(
                                                ProjectSamples.application(Set.of("sport"))))
                                : entry);
            }
            Project project = project(declared);
            assertInstanceOf(
                    AccessStanding.Open.class,
                    project.use(APPLICANT.account(), NOW, ProjectSamples.RULES, later));
            AccessStanding.Stopped stopped =
                    assertInstanceOf(
                            AccessStanding.Stopped.class,
                            project.use(
                                    APPLICANT.account(),
                                    Instant.parse("2026-06-01T09:00:00Z"),
                                    ProjectSamples.RULES,
                                    later));
            assertTrue(stopped.reason().contains("No committee"), stopped.reason());
        }
    }

    /// Whatever people do, in whatever order, the process lets nothing open data that lacks what it
    /// must have. What it must have is read from the steps by a second, plainer reading.
    @Nested
    class WhateverPeopleDo {
        private static final List<Acting> EVERYBODY =
                List.of(
                        APPLICANT,
                        ProjectSamples.TEAM,
                        STRANGER,
                        OFFICER,
                        ProjectSamples.acting("officer.two", Seat.OFFICER, "ZUN01"),
                        ProjectSamples.ANNE,
                        ProjectSamples.BEN,
                        ProjectSamples.CLARE,
                        ProjectSamples.DAI,
                        ProjectSamples.EVE,
                        ProjectSamples.FRED,
                        ProjectSamples.acting("member.own", Seat.MEMBER, "ZUN01"),
                        ProjectSamples.acting("researcher.second", Seat.LAY_MEMBER, "ZHA01"));

        private static <T> T one(RandomGenerator random, List<T> of) {
            return of.get(random.nextInt(of.size()));
        }

        private static ProjectEvent step(RandomGenerator random, LocalDate today) {
            Acting somebody = one(random, EVERYBODY);
            LocalDate day = today.plusDays(random.nextInt(-500, 700));
            return switch (random.nextInt(26)) {
                case 0 ->
                        new ProjectEvent.Drafted(
                                ProjectSamples.application(
                                        random.nextInt(4) == 0 ? Set.of("policing") : Set.of()));
                case 1, 2 -> new ProjectEvent.Submitted(ProjectSamples.opinion());
                case 3 -> new ProjectEvent.PutToCommittee();
                case 4 -> new ProjectEvent.Asked("How many people?");
                case 5 -> new ProjectEvent.Answered(random.nextInt(3), "Forty.", Optional.empty());
                case 6 ->
                        new ProjectEvent.Answered(
                                random.nextInt(3),
                                "Changed.",
                                Optional.of(
                                        new ProjectEvent.Revision(
                                                ProjectSamples.application(),
                                                ProjectSamples.opinion())));
                case 7 -> new ProjectEvent.InterestDeclared(somebody.account(), "A grant.");
                case 8, 9, 10, 11 ->
                        new ProjectEvent.Voted(
                                new Vote(
                                        one(
                                                random,
                                                List.of(
                                                        Choice.APPROVE,
                                                        Choice.APPROVE,
                                                        Choice.REFUSE,
                                                        Choice.ABSTAIN)),
                                        "Because."));
                case 12, 13, 14 ->
                        approval(
                                today.plusDays(random.nextInt(-10, 800)),
                                random.nextBoolean()
                                        ? new Condition[0]
                                        : new Condition[] {
                                            new Condition("Show the approval.", true)
                                        });
                case 15 -> new ProjectEvent.Refused("The risk is too high.");
                case 16 -> new ProjectEvent.Appealed("The risk was read from an older draft.");
                case 17 -> new ProjectEvent.ConditionMet(random.nextInt(4), "A letter.");
                case 18, 19 -> new ProjectEvent.SummaryPublished();
                case 20 ->
                        new ProjectEvent.MemberJoined(
                                new TeamMember(
                                        somebody.account(),
                                        "N. Ew",
                                        somebody.organisation().orElse(new OdsCode("ZUN01")),
                                        day));
                case 21 -> new ProjectEvent.MemberLeft(somebody.account());
                case 22 -> new ProjectEvent.MemberTrained(somebody.account(), day);
                case 23 ->
                        new ProjectEvent.AgreementRenewed(
                                ProjectSamples.agreement(
                                        LocalDate.of(2025, 6, 1).plusDays(random.nextInt(1000))));
                case 24 ->
                        random.nextBoolean()
                                ? new ProjectEvent.Suspended("A laptop was lost.")
                                : new ProjectEvent.Resumed("It was found.");
                default ->
                        new ProjectEvent.RenewalAsked(12, "Three causes were found and published.");
            };
        }

        /// What must be so, read from the steps that were taken: the newest approval with its
        /// votes, the summary, the training, the agreement.
        private static List<String> lacks(List<Entry> taken, Acting who, LocalDate today) {
            List<String> lacks = new ArrayList<>();
            Map<Account, Choice> votes = new LinkedHashMap<>();
            Map<Account, Seat> seats = new HashMap<>();
            Set<Account> interested = new HashSet<>();
            Map<Account, LocalDate> trained = new HashMap<>();
            Set<Account> team = new HashSet<>();
            LocalDate agreement = LocalDate.MIN;
            Optional<LocalDate> until = Optional.empty();
            boolean published = false;
            boolean running = false;
            int open = 0;
            for (Entry entry : taken) {
                switch (entry.event()) {
                    case ProjectEvent.Drafted(Application written) -> {
                        team.clear();
                        for (TeamMember member : written.team()) {
                            team.add(member.account());
                            trained.put(member.account(), member.trainedOn());
                        }
                        agreement = written.agreements().getFirst().until();
                        if (written.declared().contains("policing")) {
                            lacks.add("a use that anybody may have");
                        } else {
                            lacks.clear();
                        }
                    }
                    case ProjectEvent.Answered(int _, String _, var revised) -> {
                        if (revised.isPresent()) {
                            votes.clear();
                            lacks.clear();
                        }
                    }
                    case ProjectEvent.Submitted _,
                            ProjectEvent.Appealed _,
                            ProjectEvent.RenewalAsked _ ->
                            votes.clear();
                    case ProjectEvent.Voted(Vote vote) -> {
                        votes.put(entry.by().account(), vote.choice());
                        seats.put(entry.by().account(), entry.by().seat());
                    }
                    case ProjectEvent.InterestDeclared(Account member, String _) ->
                            interested.add(member);
                    case ProjectEvent.Approved approved -> {
                        long yes = 0;
                        long no = 0;
                        long lay = 0;
                        for (Map.Entry<Account, Choice> vote : votes.entrySet()) {
                            if (interested.contains(vote.getKey())
                                    || team.contains(vote.getKey())
                                    || vote.getValue() == Choice.ABSTAIN) {
                                continue;
                            }
                            yes += vote.getValue() == Choice.APPROVE ? 1 : 0;
                            no += vote.getValue() == Choice.REFUSE ? 1 : 0;
                            lay += seats.get(vote.getKey()) == Seat.LAY_MEMBER ? 1 : 0;
                        }
                        if (yes + no < 3) {
                            lacks.add("a quorum");
                        }
                        if (yes <= no) {
                            lacks.add("a majority");
                        }
                        if (lay < 1) {
                            lacks.add("a lay vote");
                        }
                        until = Optional.of(approved.until());
                        open +=
                                (int)
                                        approved.conditions().stream()
                                                .filter(Condition::beforeAccess)
                                                .count();
                        running = true;
                        votes.clear();
                    }
                    case ProjectEvent.ConditionMet _ -> open--;
                    case ProjectEvent.SummaryPublished _ -> published = true;
                    case ProjectEvent.MemberJoined(TeamMember member) -> {
                        team.add(member.account());
                        trained.put(member.account(), member.trainedOn());
                    }
                    case ProjectEvent.MemberLeft(Account member) -> team.remove(member);
                    case ProjectEvent.MemberTrained(Account member, LocalDate on) ->
                            trained.put(member, on);
                    case ProjectEvent.AgreementRenewed(InstitutionAgreement a) ->
                            agreement = a.until();
                    case ProjectEvent.Suspended _,
                            ProjectEvent.Closed _,
                            ProjectEvent.NeverAllowed _,
                            ProjectEvent.Withdrawn _ ->
                            running = false;
                    case ProjectEvent.Resumed _ -> running = true;
                    case ProjectEvent.Refused _,
                            ProjectEvent.PutToCommittee _,
                            ProjectEvent.Asked _ -> {}
                }
            }
            if (!running || until.filter(day -> !day.isBefore(today)).isEmpty()) {
                lacks.add("an approval that runs");
            }
            if (!published) {
                lacks.add("a published summary");
            }
            if (open > 0) {
                lacks.add("a condition");
            }
            if (!team.contains(who.account())) {
                lacks.add("a place in the team");
            }
            LocalDate training = trained.getOrDefault(who.account(), LocalDate.MIN);
            if (training.isAfter(today)
                    || training.isBefore(LocalDate.of(1900, 1, 1))
                    || !today.isBefore(training.plusMonths(12))) {
                lacks.add("training");
            }
            if (agreement.isBefore(today)) {
                lacks.add("an agreement");
            }
            return lacks;
        }

        @Test
        void nothingOpensDataThatLacksWhatItMustHave() {
            AtomicInteger opened = new AtomicInteger();
            AtomicInteger refused = new AtomicInteger();
            Cases.check(
                    2500,
                    random -> {
                        Instant now = NOW;
                        // Most courses begin somewhere on the way, so that some come far.
                        List<Entry> taken =
                                new ArrayList<>(
                                        one(
                                                random,
                                                List.of(
                                                        List.of(),
                                                        ProjectSamples.submitted(),
                                                        ProjectSamples.inReview(),
                                                        votedFor(),
                                                        approved(),
                                                        running())));
                        for (int i = 0; i < 60; i++) {
                            now = now.plus(Duration.ofHours(random.nextInt(1, 400)));
                            Acting by = one(random, EVERYBODY);
                            ProjectEvent event = step(random, ConsentStatement.day(now));
                            if (process().refusal(project(taken), by, event, now).isPresent()) {
                                refused.incrementAndGet();
                                continue;
                            }
                            taken.add(new Entry(now, by, event));
                            for (Acting who : EVERYBODY) {
                                if (use(taken, who, now) instanceof AccessStanding.Open) {
                                    assertEquals(
                                            List.of(),
                                            lacks(taken, who, ConsentStatement.day(now)),
                                            () -> who.account() + " after " + taken);
                                    opened.incrementAndGet();
                                }
                            }
                        }
                    });
            // Without a seed that repeats one case alone.
            if (System.getProperty("opengms.seed") == null) {
                assertTrue(opened.get() > 100, "opened " + opened);
                assertTrue(refused.get() > 10_000, "refused " + refused);
            }
        }

        @Test
        void theSamplesOpenDataSoTheReadingAboveIsNotEmpty() {
            assertEquals(List.of(), lacks(running(), APPLICANT, TODAY));
            assertEquals(List.of("a published summary"), lacks(approved(), APPLICANT, TODAY));
        }
    }
}
