package org.opengms.planning.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.opengms.planning.simulation.Scene.batches;
import static org.opengms.planning.simulation.Scene.hours;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Flow cells: size, time-out, urgency, places; every hour computed by hand.
class BatchTest {
    private static final RouteStep RUN = RouteStep.through("run", 0);

    @Nested
    class FillingABatch {
        @Test
        void startsWhenFullAndNotBefore() {
            Scene scene =
                    new Scene(batches(1, 3, Double.POSITIVE_INFINITY, 10))
                            .journey("a", 1, 1, RUN)
                            .journey("b", 1, 2, RUN)
                            .journey("c", 1, 3, RUN)
                            .journey("d", 1, 4, RUN);
            assertEquals(
                    List.of(13.0, 13.0, 13.0, Double.NaN), scene.ends(1000, "a", "b", "c", "d"));
        }

        @Test
        void startsPartlyFilledWhenTheOldestHasWaitedTheTimeout() {
            Scene scene =
                    new Scene(batches(2, 3, 5, 10))
                            .journey("a", 1, 1, RUN)
                            .journey("b", 1, 4, RUN)
                            .journey("c", 1, 7, RUN);
            assertEquals(List.of(16.0, 16.0, 22.0), scene.ends(1000, "a", "b", "c"));
        }

        @Test
        void anExpiredTimeoutWaitsForAMachine() {
            Scene scene =
                    new Scene(batches(1, 2, 5, 10))
                            .journey("a", 1, 1, RUN)
                            .journey("b", 1, 2, RUN)
                            .journey("c", 1, 3, RUN);
            assertEquals(List.of(12.0, 12.0, 22.0), scene.ends(1000, "a", "b", "c"));
        }

        @Test
        void anExpiredTimeoutWaitsForOpeningAndRunsInHandGoOnAtNight() {
            Station.Batches station =
                    new Station.Batches(
                            "sequencers",
                            Capacity.of(1, OpeningHours.weekdays(9, 17)),
                            2,
                            2,
                            hours(44),
                            QueueOrder.BY_PRIORITY);
            Scene scene = new Scene(station).journey("a", 1, 16, RUN).journey("b", 1, 80, RUN);
            // a: time-out 18:00, opens Tuesday 9:00 (33), runs 44 h; b: time-out Thursday 10:00.
            assertEquals(List.of(77.0, 126.0), scene.ends(1000, "a", "b"));
        }

        @Test
        void everyoneAloneWhenFewCome() {
            Scene scene =
                    new Scene(batches(1, 48, 12, 44))
                            .journey("a", 1, 0, RUN)
                            .journey("b", 1, 100, RUN)
                            .journey("c", 1, 200, RUN);
            assertEquals(List.of(56.0, 156.0, 256.0), scene.ends(1000, "a", "b", "c"));
        }
    }

    @Nested
    class ChoosingWhoGoes {
        @Test
        void urgentFirstButTheOldestCountsForTheTimeout() {
            Scene scene =
                    new Scene(batches(1, 2, 6, 10))
                            .journey("a", 1, 0, RUN)
                            .journey("b", 1, 1, RUN)
                            .journey("routine 2", 1, 2, RUN)
                            .journey("routine 3", 1, 3, RUN)
                            .journey("urgent 4", 0, 4, RUN);
            // The machine is busy from 1 to 11; then urgent and the older routine, then the other.
            assertEquals(
                    List.of(21.0, 31.0, 21.0),
                    scene.ends(1000, "routine 2", "routine 3", "urgent 4"));
        }

        @Test
        void byDueDateTheTimeoutStillCountsFromTheOldestInTheQueue() {
            Station.Batches station =
                    new Station.Batches(
                            "batches", Capacity.of(2), 2, 6, hours(10), QueueOrder.BY_DUE_DATE);
            Scene scene =
                    new Scene(station)
                            .journey("late due", 1, 900, 0, RUN)
                            .journey("early due", 1, 100, 1, RUN)
                            .journey("later due", 1, 950, 2, RUN)
                            .journey("alone", 1, 100, 20, RUN);
            assertEquals(
                    List.of(11.0, 11.0, 18.0, 36.0),
                    scene.ends(1000, "late due", "early due", "later due", "alone"));
        }

        @Test
        void aFamilyOfThreeTakesThreePlaces() {
            Scene scene =
                    new Scene(batches(2, 4, 20, 10))
                            .journey("trio", 1, 1, RUN.taking(3))
                            .journey("second trio", 1, 2, RUN.taking(3))
                            .journey("single", 1, 3, RUN);
            // Six places wait at 2: the first trio goes, the second does not fit beside it.
            assertEquals(
                    List.of(12.0, 13.0, 13.0), scene.ends(1000, "trio", "second trio", "single"));
        }
    }

    @Test
    void countsRunsAndPlaces() {
        SimulationResult result =
                new Scene(batches(2, 4, 20, 10))
                        .journey("trio", 1, 1, RUN.taking(3))
                        .journey("second trio", 1, 2, RUN.taking(3))
                        .until(100.0);
        SimulationResult.StationPeriod period = result.stations().getFirst().periods().getFirst();
        assertEquals(2, period.batches());
        assertEquals(6, period.placesTaken());
        assertEquals(20, period.busyHours());
        assertEquals(200, period.availableHours());
        assertEquals(0.21, period.meanWaiting(), 1e-12);
        assertEquals(2, period.mostWaiting());
    }
}
