package org.opengms.planning.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.opengms.planning.simulation.Scene.servers;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.planning.simulation.Capacity.PlannedReduction;
import org.opengms.planning.simulation.Capacity.Step;
import org.opengms.planning.simulation.OpeningHours.Shift;

/// Opening hours, holidays, hires and planned reductions; every hour computed by hand.
class CalendarTest {
    private static final OpeningHours NINE_TO_FIVE = OpeningHours.weekdays(9, 17);

    private static Station.Servers pausing(Capacity capacity) {
        return new Station.Servers("desk", capacity, Station.Closing.PAUSE, QueueOrder.BY_PRIORITY);
    }

    @Nested
    class AtTheEndOfAShift {
        @Test
        void workInHandIsFinishedAndTheRestWaitsForTheMorning() {
            Scene scene =
                    new Scene(servers("desk", Capacity.of(1, NINE_TO_FIVE)))
                            .work("begun before five", 16, 3)
                            .work("too late", 16.5, 1);
            assertEquals(List.of(19.0, 34.0), scene.ends(100, "begun before five", "too late"));
        }

        @Test
        void pausedWorkGoesOnInTheMorning() {
            Scene scene =
                    new Scene(pausing(Capacity.of(1, NINE_TO_FIVE)))
                            .work("begun before five", 16, 3)
                            .work("behind it", 16.5, 1);
            assertEquals(List.of(35.0, 36.0), scene.ends(100, "begun before five", "behind it"));
        }

        @ParameterizedTest
        @CsvSource({
            // begins, hours of work, ends
            "112, 2, 178", // Friday 16:00; 1 h left on Monday at 9:00
            "112, 1, 113", // done at the very end of the shift
            "10, 40, 178", // Monday 10:00; a week of work
            "20, 1, 34", // comes on Monday evening
            "130, 0.5, 177.5", // comes on Saturday
        })
        void pausedWorkCountsOpenHoursOnly(double begins, double work, double ends) {
            Scene scene = new Scene(pausing(Capacity.of(1, NINE_TO_FIVE))).work("it", begins, work);
            assertEquals(List.of(ends), scene.ends(300, "it"));
        }

        @Test
        void restIsNoWork() {
            SimulationResult paused =
                    new Scene(pausing(Capacity.of(1, NINE_TO_FIVE))).work("it", 16, 3).until(48.0);
            SimulationResult finished =
                    new Scene(servers("desk", Capacity.of(1, NINE_TO_FIVE)))
                            .work("it", 16, 3)
                            .until(24.0, 48.0);
            assertEquals(3, paused.stations().getFirst().periods().getFirst().busyHours());
            assertEquals(16, paused.stations().getFirst().periods().getFirst().availableHours());
            assertEquals(3, finished.stations().getFirst().periods().getFirst().busyHours());
            assertEquals(8, finished.stations().getFirst().periods().getFirst().availableHours());
            assertEquals(0, finished.stations().getFirst().periods().get(1).busyHours());
        }

        @Test
        void theEveningShiftHasItsShareOfTheServers() {
            OpeningHours hours =
                    new OpeningHours(
                            List.of(
                                    new Shift(DayOfWeek.MONDAY, 8, 16, 1),
                                    new Shift(DayOfWeek.MONDAY, 16, 24, 0.5)),
                            Set.of());
            Scene scene =
                    new Scene(servers("bench", Capacity.of(2, hours)))
                            .work("a", 15, 2)
                            .work("b", 15, 4)
                            .work("c", 15, 1);
            // Two work on until 17:00 and 19:00; of these only one may take the next.
            assertEquals(List.of(17.0, 19.0, 20.0), scene.ends(100, "a", "b", "c"));
        }
    }

    @Nested
    class OnOtherDays {
        @Test
        void nothingIsDoneOnAHoliday() {
            OpeningHours hours = NINE_TO_FIVE.closedOn(Set.of(LocalDate.of(2024, 1, 2)));
            Scene scene = new Scene(servers("desk", Capacity.of(1, hours))).work("it", 18, 1);
            assertEquals(List.of(48.0 + 10), scene.ends(100, "it"));
        }

        @Test
        void pausedWorkSkipsAHoliday() {
            OpeningHours hours = NINE_TO_FIVE.closedOn(Set.of(LocalDate.of(2024, 1, 2)));
            Scene scene = new Scene(pausing(Capacity.of(1, hours))).work("it", 16, 2);
            assertEquals(List.of(48.0 + 10), scene.ends(100, "it"));
        }

        @Test
        void holidaysBeforeTheStartDoNotMatter() {
            OpeningHours hours = NINE_TO_FIVE.closedOn(Set.of(LocalDate.of(2023, 12, 25)));
            Scene scene = new Scene(servers("desk", Capacity.of(1, hours))).work("it", 9, 1);
            assertEquals(List.of(10.0), scene.ends(100, "it"));
        }
    }

    @Nested
    class OverTheYears {
        @Test
        void whoIsHiredWorksFromThatHour() {
            Capacity capacity =
                    new Capacity(
                            List.of(new Step(0, 1), new Step(48, 2)),
                            OpeningHours.ALWAYS,
                            List.of(),
                            List.of());
            Scene scene = new Scene(servers("desk", capacity)).work("a", 40, 20).work("b", 41, 20);
            assertEquals(List.of(60.0, 68.0), scene.ends(100, "a", "b"));
        }

        @Test
        void whoLeavesFinishesWhatIsInHand() {
            Capacity capacity =
                    new Capacity(
                            List.of(new Step(0, 2), new Step(5, 0), new Step(20, 1)),
                            OpeningHours.ALWAYS,
                            List.of(),
                            List.of());
            Scene scene =
                    new Scene(servers("desk", capacity))
                            .work("a", 0, 10)
                            .work("b", 1, 5)
                            .work("c", 2, 1);
            assertEquals(List.of(10.0, 6.0, 21.0), scene.ends(100, "a", "b", "c"));
        }

        @Test
        void aPlannedReductionTakesItsShare() {
            Capacity capacity =
                    new Capacity(
                            List.of(new Step(0, 2)),
                            OpeningHours.ALWAYS,
                            List.of(new PlannedReduction(10, 21, 0.5)),
                            List.of());
            Scene scene =
                    new Scene(servers("desk", capacity))
                            .work("a", 10, 5)
                            .work("b", 10.5, 7)
                            .work("c", 10.6, 1);
            assertEquals(List.of(15.0, 22.0, 22.0), scene.ends(100, "a", "b", "c"));
        }

        @ParameterizedTest
        @CsvSource({
            // units, open from, until, weeks, unit-hours, half the longest shift
            "2.4, 9, 17, 5, 480, 4",
            "0.3, 9, 17, 10, 120, 4",
            "0.5, 9, 12, 1, 7.5, 1.5",
            "7.25, 8, 20, 26, 11310, 6",
        })
        void fractionsOfAPostAreSpreadOverShifts(
                double units,
                double from,
                double until,
                int weeks,
                double unitHours,
                double tolerance) {
            SimulationResult result =
                    new Scene(
                                    servers(
                                            "desk",
                                            Capacity.of(units, OpeningHours.weekdays(from, until))))
                            .work("it", 1, 1)
                            .until(168.0 * weeks);
            double available = result.stations().getFirst().periods().getFirst().availableHours();
            assertTrue(
                    Math.abs(available - unitHours) <= tolerance + 1e-9, available + " unit-hours");
        }

        @Test
        void halfADeviceThatNeverClosesWorksEverySecondDay() {
            SimulationResult result =
                    new Scene(servers("device", 0.5))
                            .work("it", 1, 1)
                            .until(24.0, 48.0, 72.0, 96.0);
            assertEquals(
                    List.of(24.0, 0.0, 24.0, 0.0),
                    result.stations().getFirst().periods().stream()
                            .map(SimulationResult.StationPeriod::availableHours)
                            .toList());
        }
    }
}
