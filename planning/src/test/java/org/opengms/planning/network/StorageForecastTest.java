package org.opengms.planning.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.opengms.planning.simulation.Capacity;

/// Storage over 26 weeks, two quarters, in terabytes.
class StorageForecastTest {
    private static final List<Capacity.Step> HUNDRED = List.of(new Capacity.Step(0, 100));

    @Test
    void fillsByWhatComes() {
        // 20 at the start and one a day.
        StorageForecast forecast =
                new StorageForecast(26, List.of(new Capacity.Step(0, 250)), 20, 0, 10, 0, _ -> 1);
        assertFalse(forecast.isEverFull());
        assertEquals(20 + 91, forecast.usedTerabytes(0), 1e-9);
        assertEquals(1 - 111.0 / 250, forecast.headroomShare(0), 1e-9);
        assertEquals(20 + 182, forecast.usedTerabytes(1), 1e-9);
    }

    @Test
    void isFullWhereNothingExpires() {
        StorageForecast forecast = new StorageForecast(26, HUNDRED, 20, 0, 10, 0, _ -> 1);
        assertTrue(forecast.isEverFull());
        assertEquals(100, forecast.usedTerabytes(1), 1e-9);
        assertEquals(0, forecast.headroomShare(1), 1e-9);
        // Full in the twelfth week, with three days' work left out; then nothing is written.
        List<Capacity.Step> places = forecast.places(0.5);
        assertEquals(11 * 168, places.get(1).fromHours());
        assertEquals(3 / 7.0 / 0.5, places.get(1).units(), 1e-9);
        assertEquals(0, places.getLast().units());
    }

    @Test
    void isWrittenAsRoomIsMadeByWhatExpires() {
        // A twentieth of 100 a year of 52.18 weeks.
        StorageForecast forecast = new StorageForecast(26, HUNDRED, 100, 0.05, 10, 0, _ -> 1);
        double week = 100 * 0.05 / (365.25 / 7);
        assertEquals(week / 7 / 0.5, forecast.places(0.5).getFirst().units(), 1e-9);
        assertEquals(0, forecast.headroomShare(1), 1e-9);
    }

    @Test
    void catchesUpWhenItGrows() {
        StorageForecast forecast =
                new StorageForecast(
                        26,
                        List.of(new Capacity.Step(0, 100), new Capacity.Step(91 * 24, 300)),
                        20,
                        0,
                        10,
                        0,
                        _ -> 1);
        assertEquals(100, forecast.usedTerabytes(0), 1e-9);
        assertEquals(202, forecast.usedTerabytes(1), 1e-9);
    }

    @Test
    void forgetsWhatIsKeptNoLonger() {
        // Kept for a quarter of a year, 13 weeks.
        StorageForecast forecast =
                new StorageForecast(26, List.of(new Capacity.Step(0, 200)), 0, 0, 0.25, 5, _ -> 1);
        assertEquals(5 + 91, forecast.usedTerabytes(0), 1e-9);
        assertEquals(91, forecast.usedTerabytes(1), 1e-9);
    }
}
