package org.opengms.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.opengms.access.ProjectSamples.ANNE;
import static org.opengms.access.ProjectSamples.APPLICANT;
import static org.opengms.access.ProjectSamples.ID;
import static org.opengms.access.ProjectSamples.NOW;
import static org.opengms.access.ProjectSamples.OFFICER;
import static org.opengms.access.ProjectSamples.STRANGER;
import static org.opengms.access.ProjectSamples.TODAY;
import static org.opengms.access.ProjectSamples.application;
import static org.opengms.access.ProjectSamples.running;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.opengms.testing.SettableClock;

class AccessDeskTest {
    private final ProjectsInMemory store = new ProjectsInMemory();
    private final SettableClock clock = new SettableClock(NOW);
    private final AccessDesk desk =
            new AccessDesk(
                    store,
                    ProjectSamples.process(),
                    (_, _, _) -> ProjectSamples.opinion(),
                    _ -> Optional.empty(),
                    clock);

    private static Project done(AccessAnswer<Project> answer) {
        return switch (answer) {
            case AccessAnswer.Done<Project>(Project project) -> project;
            case AccessAnswer.NotFound<Project> _ -> throw new AssertionError("not found");
            case AccessAnswer.Refused<Project>(String reason) -> throw new AssertionError(reason);
        };
    }

    @Test
    void takesAnApplicationFromDraftToSentAndShowsItToTheCommitteeOnlyThen() {
        done(desk.draft(ID, application(), APPLICANT));
        assertEquals(Optional.empty(), desk.find(ID, OFFICER));
        assertEquals(Optional.empty(), desk.find(ID, STRANGER));
        Project sent = done(desk.submit(ID, APPLICANT));
        assertEquals(Stage.SUBMITTED, sent.stage(TODAY));
        assertTrue(desk.find(ID, ANNE).isPresent());
        assertEquals(Optional.empty(), desk.find(ID, STRANGER));
    }

    @Test
    void endsWhatIsForAForbiddenUseAndKeepsWhy() {
        done(desk.draft(ID, application(Set.of("policing")), APPLICANT));
        Project ended = done(desk.submit(ID, APPLICANT));
        assertEquals(Stage.NEVER_ALLOWED, ended.stage(TODAY));
        assertTrue(ended.words().contains("No committee can allow it"), ended.words());
    }

    @Test
    void keepsWhatItRefuses() {
        store.keep(ID, running());
        assertInstanceOf(
                AccessAnswer.Refused.class,
                desk.act(ID, new ProjectEvent.SummaryPublished(), OFFICER));
        assertEquals(1, store.refused.size());
        assertTrue(
                store.refused.getFirst().startsWith("SummaryPublished: OGMS-8617"),
                store.refused.getFirst());
    }

    @Test
    void tellsAStrangerOfNoProject() {
        store.keep(ID, running());
        assertInstanceOf(
                AccessAnswer.NotFound.class,
                desk.act(ID, new ProjectEvent.Closed("It was never theirs to close."), STRANGER));
    }

    @Test
    void judgesByWhatStandsNowWhereSomebodyWasFaster() {
        store.keep(ID, running());
        store.faster.add(new Entry(NOW, OFFICER, new ProjectEvent.Suspended("A laptop was lost.")));
        // When it is judged again, a suspended project is not suspended once more.
        assertInstanceOf(
                AccessAnswer.Refused.class,
                desk.act(ID, new ProjectEvent.Suspended("A laptop was lost, twice."), OFFICER));
        assertEquals(running().size() + 1, store.history(ID).size());
    }

    @Test
    void stopsAtTheNextQuestionAfterASuspension() {
        store.keep(ID, running());
        assertInstanceOf(AccessStanding.Open.class, desk.standing(ID, APPLICANT.account()));
        done(desk.act(ID, new ProjectEvent.Suspended("A laptop was lost."), OFFICER));
        assertInstanceOf(AccessStanding.Stopped.class, desk.standing(ID, APPLICANT.account()));
    }

    @Test
    void opensNothingToWhoIsBarredUntilTheBarEnds() {
        store.keep(ID, running());
        store.bar(
                new Bar(
                        APPLICANT.account(),
                        "Passed data on in another project.",
                        TODAY,
                        TODAY.plusDays(9)));
        AccessStanding.Stopped stopped =
                assertInstanceOf(
                        AccessStanding.Stopped.class, desk.standing(ID, APPLICANT.account()));
        assertTrue(stopped.reason().contains("11 March 2026"), stopped.reason());
        clock.pass(Duration.ofDays(10));
        assertInstanceOf(AccessStanding.Open.class, desk.standing(ID, APPLICANT.account()));
    }

    @Test
    void opensNothingForAProjectThatNobodyKnows() {
        assertInstanceOf(
                AccessStanding.Stopped.class,
                desk.standing(ProjectId.random(), APPLICANT.account()));
    }

    @Test
    void knowsASeatForAsLongAsItLasts() {
        CommitteeSeat seat =
                new CommitteeSeat(
                        new Account("lay.dai"),
                        "Dai",
                        Optional.empty(),
                        Seat.LAY_MEMBER,
                        TODAY,
                        TODAY.plusDays(1));
        store.seat(seat);
        assertEquals(Optional.of(seat), desk.seat(seat.account()));
        clock.pass(Duration.ofDays(2));
        assertEquals(Optional.empty(), desk.seat(seat.account()));
    }
}
