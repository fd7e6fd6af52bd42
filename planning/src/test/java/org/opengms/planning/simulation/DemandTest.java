package org.opengms.planning.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.opengms.planning.simulation.Demand.Pattern;
import org.opengms.planning.simulation.Demand.Poisson;
import org.opengms.planning.simulation.Demand.Rate;

/// Arrivals against counts computed by hand. The seed is fixed; a right generator would miss an
/// expected count (by 4.5 of its standard deviations) once in 150,000.
class DemandTest {
    private static final List<Double> WEEK = List.of(2.0, 1.0, 1.0, 1.0, 1.0, 0.5, 0.5);

    private static List<Long> startedBy(Demand demand, Double... periodEnds) {
        Flow flow =
                Flow.of(
                        "orders",
                        0,
                        100,
                        demand,
                        List.of(RouteStep.at("none", 0, Distribution.NONE)));
        Model model =
                new Model(
                        Scene.MONDAY,
                        List.of(periodEnds),
                        List.of(new Station.Delay("none")),
                        List.of(flow),
                        List.of());
        return Simulation.of(model).run(5, 0).line("orders").periods().stream()
                .map(SimulationResult.LinePeriod::started)
                .toList();
    }

    private static void near(double expected, long counted) {
        assertEquals(expected, (double) counted, 4.5 * Math.sqrt(expected));
    }

    @Test
    void theWeekHasItsShape() {
        Demand demand =
                new Poisson(List.of(new Rate(0, 70_000)), 0, new Pattern(WEEK, 0, 24, Set.of()));
        List<Long> days = startedBy(demand, 24.0, 48.0, 72.0, 96.0, 120.0, 144.0, 168.0);
        for (int day = 0; day < 7; day++) {
            near(70_000 * WEEK.get(day), days.get(day));
        }
    }

    @Test
    void theDayHasItsHours() {
        Demand demand =
                new Poisson(List.of(new Rate(0, 8000)), 0, new Pattern(WEEK, 9, 17, Set.of()));
        List<Long> parts = startedBy(demand, 9.0, 11.0, 17.0, 33.0, 41.0);
        assertEquals(0, parts.getFirst());
        near(2 * 2000, parts.get(1));
        near(2 * 6000, parts.get(2));
        assertEquals(0, parts.get(3));
        near(8000, parts.get(4));
    }

    @Test
    void stepsTakeEffectAtTheirHourAlsoWithinADay() {
        Demand demand =
                new Poisson(
                        List.of(new Rate(0, 24_000), new Rate(30, 0), new Rate(36, 48_000)),
                        0,
                        Pattern.EVEN);
        List<Long> parts = startedBy(demand, 30.0, 36.0, 48.0);
        near(30_000, parts.getFirst());
        assertEquals(0, parts.get(1));
        near(24_000, parts.get(2));
    }

    @Test
    void growthIsCompoundedByTheDay() {
        Demand demand = new Poisson(List.of(new Rate(0, 100)), 0.21, Pattern.EVEN);
        double year = 365.25 * 24;
        List<Long> years = startedBy(demand, year, 2 * year);
        // ∫ 1.21^t dt over the first year, and 21 % more in the second.
        double first = 36_525 * 0.21 / Math.log(1.21);
        near(first, years.getFirst());
        near(1.21 * first, years.get(1));
    }

    @Test
    void nobodyComesOnAQuietDay() {
        Demand demand =
                new Poisson(
                        List.of(new Rate(0, 1000)),
                        0,
                        new Pattern(
                                WEEK,
                                0,
                                24,
                                Set.of(LocalDate.of(2024, 1, 2), LocalDate.of(2023, 12, 26))));
        List<Long> days = startedBy(demand, 24.0, 48.0, 72.0);
        near(2000, days.getFirst());
        assertEquals(0, days.get(1));
        near(1000, days.get(2));
    }

    @Test
    void arrivalsAreIndependentOfEachOther() {
        // Of a Poisson process the counts of hours have a variance like their mean.
        Double[] hours = new Double[2000];
        for (int i = 0; i < hours.length; i++) {
            hours[i] = i + 1.0;
        }
        List<Long> counts = startedBy(Poisson.steady(240), hours);
        double mean = counts.stream().mapToLong(n -> n).average().orElseThrow();
        double variance =
                counts.stream().mapToDouble(n -> (n - mean) * (n - mean)).sum()
                        / (counts.size() - 1);
        // The ratio's standard deviation is √(2/2000) = 0.032.
        assertEquals(1, variance / mean, 4.5 * 0.032);
    }

    @Test
    void aTimetableIsKept() {
        assertEquals(
                List.of(2L, 1L, 0L),
                startedBy(new Demand.Timetable(List.of(1.0, 1.0, 5.0, 50.0)), 2.0, 6.0, 40.0));
    }

    @Test
    void raisingTheRateKeepsThePatientsWhoCameAnyway() {
        // The same draws, stretched: the n-th arrival only comes earlier.
        long key = Draws.key(0, "arrivals");
        ArrivalStream few = new ArrivalStream(Poisson.steady(10), new java.util.BitSet(), key, 1e5);
        ArrivalStream many =
                new ArrivalStream(Poisson.steady(20), new java.util.BitSet(), key, 1e5);
        for (int i = 0; i < 1000; i++) {
            double hour = few.next();
            assertTrue(Math.abs(hour / 2 - many.next()) < 1e-6 * (1 + hour));
        }
    }
}
