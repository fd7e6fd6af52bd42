package org.opengms.server.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opengms.rollout.RolloutJob;
import org.opengms.rollout.RolloutJobId;
import org.opengms.rollout.RolloutProgress;
import org.opengms.rollout.RolloutQuestion;
import org.opengms.rollout.RolloutQuestion.Source;
import org.opengms.rollout.RolloutState;
import org.opengms.rollout.RolloutStep;
import org.opengms.server.journey.TestService;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Jobs of roll-outs on a real PostgreSQL, none of them in the queue.
@ExtendWith(TestService.Extension.class)
class JdbcRolloutsTest {
    private static final Instant NOW = Instant.parse("2026-06-15T09:00:00Z");
    private static final RolloutQuestion QUESTION =
            new RolloutQuestion(
                    Source.shipped("regional-example"),
                    Source.sent("mine.yaml", "not 'read' here"),
                    123,
                    List.of(Source.sent("p.json", "{}")),
                    59,
                    -7,
                    Optional.of(0.9),
                    Optional.of(
                            List.of("S-1: the scenario has no site ZR101.", "S-2: no, \"x\".")));

    private JdbcClient jdbc;
    private JdbcRollouts jobs;
    private RolloutJobId id;

    @BeforeEach
    void begin(TestService service) {
        jdbc = service.service().context().getBean(JdbcClient.class);
        jobs = new JdbcRollouts(jdbc);
        id = new RolloutJobId(UUID.randomUUID());
        jobs.add(id, new RolloutJob.Asked("somebody", "Some Body", "ZL01", NOW), QUESTION);
    }

    private RolloutJob job() {
        return jobs.find(id).orElseThrow();
    }

    private static RolloutProgress progress(int done) {
        return new RolloutProgress(RolloutStep.CERTIFICATE, 1, done, 59, done);
    }

    @Test
    void comeBackAsTheyWereAsked() {
        assertEquals(Optional.of(QUESTION), jobs.question(id));
        assertEquals(
                new RolloutJob.About(
                        "regional-example",
                        "mine.yaml",
                        123,
                        1,
                        59,
                        -7,
                        List.of("S-1: the scenario has no site ZR101.", "S-2: no, \"x\".")),
                job().about());
        assertEquals(new RolloutJob.Asked("somebody", "Some Body", "ZL01", NOW), job().asked());
        assertEquals(RolloutState.WAITING, job().state());
        assertEquals(Optional.empty(), job().progress());
        assertTrue(jobs.list().stream().anyMatch(j -> j.id().equals(id)));
    }

    @Test
    void countHowOftenTheyWereBegunWithoutComingOn() {
        assertEquals(Optional.of(1), jobs.begin(id, NOW));
        assertEquals(Optional.of(2), jobs.begin(id, NOW.plusSeconds(1)));
        assertEquals(Optional.of(NOW), job().begunAt());
        assertFalse(jobs.progress(id, progress(0)));
        assertEquals(Optional.of(3), jobs.begin(id, NOW));
        assertFalse(jobs.progress(id, progress(4)));
        assertEquals(Optional.of(progress(4)), job().progress());
        assertEquals(Optional.of(2), jobs.begin(id, NOW));
        // The same again is not coming on.
        assertFalse(jobs.progress(id, progress(4)));
        assertEquals(Optional.of(3), jobs.begin(id, NOW));
    }

    @Test
    void areCancelledAtOnceWhereTheyWait() {
        jobs.wantCancel(id, NOW);
        assertEquals(RolloutState.CANCELLED, job().state());
        assertEquals(Optional.of(NOW), job().endedAt());
        assertEquals(Optional.empty(), jobs.begin(id, NOW));
    }

    @Test
    void tellTheirServerThatTheyAreNotWantedWhereTheyRun() {
        jobs.begin(id, NOW);
        jobs.wantCancel(id, NOW);
        assertEquals(RolloutState.RUNNING, job().state());
        assertTrue(job().isCancelWanted());
        assertTrue(jobs.progress(id, progress(1)));
        assertEquals(Optional.empty(), jobs.begin(id, NOW), "another server does not take it up");
        jobs.cancelled(id, NOW);
        assertEquals(RolloutState.CANCELLED, job().state());
    }

    @Test
    void keepTheChosenPlanUntilTheyAreDone() {
        jobs.begin(id, NOW);
        assertEquals(Optional.empty(), jobs.chosen(id));
        jobs.keepChosen(id, "{\"a\":1}");
        jobs.waitAgain(id);
        assertEquals(RolloutState.WAITING, job().state());
        assertEquals(Optional.of("{\"a\":1}"), jobs.chosen(id));
        jobs.begin(id, NOW);
        jobs.done(id, "{\"r\": 1.0}", NOW);
        assertEquals(RolloutState.DONE, job().state());
        assertEquals(Optional.of("{\"r\": 1.0}"), jobs.result(id), "to the byte");
        assertEquals(Optional.empty(), jobs.chosen(id));
    }

    @Test
    void changeNoMoreOnceTheyHaveEndedAndAreDeletedOnlyThen() {
        assertFalse(jobs.delete(id));
        jobs.begin(id, NOW);
        assertFalse(jobs.delete(id));
        jobs.failed(id, "OGMS-1 No.", NOW);
        jobs.done(id, "{}", NOW);
        jobs.cancelled(id, NOW);
        jobs.wantCancel(id, NOW);
        assertFalse(jobs.progress(id, progress(9)));
        assertEquals(RolloutState.FAILED, job().state());
        assertEquals(Optional.of("OGMS-1 No."), job().problem());
        assertEquals(Optional.empty(), jobs.result(id));
        assertFalse(job().isCancelWanted());
        assertTrue(jobs.delete(id));
        assertEquals(Optional.empty(), jobs.find(id));
        assertFalse(jobs.delete(id));
    }

    @Test
    void areRefusedByTheDatabaseWhereTheyContradictThemselves() {
        assertThrows(
                DataAccessException.class,
                () ->
                        jdbc.sql("update rollout_job set state = 'DONE' where id = :id")
                                .param("id", id.value())
                                .update());
    }

    /// Other tests count what is theirs.
    @org.junit.jupiter.api.AfterEach
    void tidyUp() {
        jdbc.sql("delete from rollout_job where id = :id").param("id", id.value()).update();
    }
}
