package org.opengms.planning.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Another simulator as judge: on the same random numbers it must count the same events and
/// journeys, and find the same means.
class AgainstSsjTest {
    private static final OpeningHours DAYS = OpeningHours.weekdays(8, 20);

    /// 168 hours a week over 60.
    private static final double STAFF_FOR_DAYS = 3;

    @ParameterizedTest
    @CsvSource({
        // time-out of batches, opening hours, horizon, hours
        "Infinity, always, 300",
        "2, always, 300",
        "12, weekdays, 400",
        "0.5, weekdays, 300",
    })
    void countsTheSameEventsAndFindsTheSameMeans(double timeout, String opening, double horizon) {
        compare(timeout, opening, horizon, 11, 0);
    }

    @Tag("heavy")
    @ParameterizedTest
    @CsvSource({
        "Infinity, always, 1",
        "2, always, 2",
        "12, weekdays, 3",
        "0.5, weekdays, 4",
    })
    void alsoOverAYear(double timeout, String opening, int replication) {
        compare(timeout, opening, 8766, System.nanoTime(), replication);
    }

    private static void compare(
            double timeout, String opening, double horizon, long seed, int replication) {
        Model model =
                opening.equals("always")
                        ? ReferenceModel.of(timeout, OpeningHours.ALWAYS, 1, horizon)
                        : ReferenceModel.of(timeout, DAYS, STAFF_FOR_DAYS, horizon);
        SimulationResult ours = Simulation.of(model).run(seed, replication);
        SsjService ssj = new SsjService(model, seed, replication);
        ssj.run();
        String run = "seed " + seed + ", replication " + replication;
        assertEquals(ssj.events, ours.events(), run);
        assertTrue(ours.finished() > 20 * horizon, run);
        for (String line : new String[] {"urgent", "routine"}) {
            long finished = ssj.finished.getOrDefault(line, 0);
            assertEquals(finished, ours.line(line).finished(), run);
            assertEquals(
                    ssj.turnaroundHours.getOrDefault(line, 0.0) / finished,
                    ours.line(line).meanTurnaroundHours(),
                    1e-9,
                    run);
        }
        for (SimulationResult.StationLine station : ours.stations()) {
            assertEquals(
                    ssj.waitedHours.getOrDefault(station.name(), 0.0),
                    station.periods().getFirst().waits().stream()
                            .mapToDouble(SimulationResult.Wait::hours)
                            .sum(),
                    1e-5,
                    run + ", " + station.name());
        }
    }
}
