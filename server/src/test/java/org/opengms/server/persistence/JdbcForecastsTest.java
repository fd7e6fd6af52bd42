package org.opengms.server.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opengms.infrastructure.OdsCode;
import org.opengms.rollout.RolloutState;
import org.opengms.server.journey.TestService;
import org.opengms.staffing.ForecastId;
import org.opengms.staffing.ForecastJob;
import org.opengms.staffing.ForecastQuestion;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Jobs of forecasts on a real PostgreSQL, none of them in the queue.
@ExtendWith(TestService.Extension.class)
class JdbcForecastsTest {
    private static final Instant NOW = Instant.parse("2026-06-15T09:00:00Z");
    private static final ForecastQuestion QUESTION =
            new ForecastQuestion(
                    "regional-example",
                    Optional.of("{\"not\": 'read' here}"),
                    Optional.empty(),
                    List.of(0L, 2_000_000_000L),
                    20,
                    -7,
                    Optional.of(9_000.5),
                    Map.of("north", new OdsCode("ZL01")));

    private JdbcClient jdbc;
    private JdbcForecasts jobs;
    private ForecastId id;
    private ForecastJob asked;

    @BeforeEach
    void begin(TestService service) {
        jdbc = service.service().context().getBean(JdbcClient.class);
        jobs = new JdbcForecasts(jdbc);
        id = new ForecastId(UUID.randomUUID());
        asked =
                new ForecastJob(
                        id,
                        "somebody",
                        "Some Body",
                        NOW,
                        "regional-example",
                        List.of(0L, 2_000_000_000L),
                        20,
                        RolloutState.WAITING,
                        0,
                        Optional.empty(),
                        Optional.empty(),
                        false);
        jobs.add(asked, QUESTION);
    }

    @AfterEach
    void remove() {
        jdbc.sql("delete from workforce_forecast where id = :id").param("id", id.value()).update();
    }

    private ForecastJob job() {
        return jobs.find(id).orElseThrow();
    }

    @Test
    void comeBackAsTheyWereAsked() {
        assertEquals(Optional.of(QUESTION), jobs.question(id));
        assertEquals(asked, job());
        assertTrue(jobs.list().contains(asked));
    }

    @Test
    void countHowOftenTheyWereBegun() {
        assertEquals(Optional.of(1), jobs.begin(id, NOW));
        assertFalse(jobs.progress(id, 3));
        assertEquals(3, job().done());
        assertEquals(RolloutState.RUNNING, job().state());
        jobs.waitAgain(id);
        assertEquals(RolloutState.WAITING, job().state());
        assertEquals(Optional.of(2), jobs.begin(id, NOW));
        assertEquals(0, job().done());
    }

    @Test
    void keepTheResultToTheByteAndTheNewestIsFound() {
        jobs.begin(id, NOW);
        Instant later = Instant.parse("2199-01-01T00:00:00Z");
        jobs.done(id, "{\"a\":  1}\n", later);
        assertEquals(Optional.of("{\"a\":  1}\n"), jobs.result(id));
        assertEquals(Optional.of(id), jobs.newestDone());
        assertEquals(Optional.of(later), job().endedAt());
        jobs.failed(id, "too late", NOW);
        assertEquals(RolloutState.DONE, job().state());
        assertTrue(jobs.delete(id));
        assertEquals(Optional.empty(), jobs.find(id));
    }

    @Test
    void stopAsWished() {
        jobs.begin(id, NOW);
        jobs.wantCancel(id, NOW);
        assertEquals(RolloutState.RUNNING, job().state());
        assertTrue(jobs.progress(id, 1));
        assertEquals(Optional.empty(), jobs.begin(id, NOW));
        assertFalse(jobs.delete(id));
        jobs.cancelled(id, NOW);
        assertEquals(RolloutState.CANCELLED, job().state());
        assertTrue(jobs.delete(id));
    }

    @Test
    void endAtOnceWhereTheyWait() {
        jobs.wantCancel(id, NOW);
        assertEquals(RolloutState.CANCELLED, job().state());
    }

    @Test
    void sayWhyTheyFailed() {
        jobs.begin(id, NOW);
        jobs.failed(id, "OGMS-8865 x", NOW);
        assertEquals(Optional.of("OGMS-8865 x"), job().problem());
    }

    @Test
    void areRefusedByTheDatabaseWhereTheyContradictThemselves() {
        assertThrows(
                DataAccessException.class,
                () ->
                        jdbc.sql("update workforce_forecast set state = 'DONE' where id = :id")
                                .param("id", id.value())
                                .update());
    }
}
