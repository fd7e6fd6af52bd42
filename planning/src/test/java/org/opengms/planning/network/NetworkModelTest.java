package org.opengms.planning.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.opengms.planning.simulation.Capacity;
import org.opengms.planning.simulation.Demand;
import org.opengms.planning.simulation.Distribution;
import org.opengms.planning.simulation.Flow;
import org.opengms.planning.simulation.Model;
import org.opengms.planning.simulation.RouteStep;
import org.opengms.planning.simulation.Station;

/// The regional example at its values, against figures worked out by hand.
class NetworkModelTest {
    private static final ReplicationDraw AT_VALUE = ReplicationDraw.fixed(1, 0);

    /// 104 weeks have 520 weekdays; six of them are holidays.
    private static final double FOR_HOLIDAYS = 520.0 / 514;

    private static final double TESTS_A_DAY = 30_000 / 365.25;

    private final ServiceScenario scenario = Example.scenario();
    private final Model model = NetworkModel.compile(scenario, List.of(), AT_VALUE).model();

    @Nested
    class Orders {
        @Test
        void areOneFlowForEachTestPriorityAndSetOfDigitalParts() {
            // Each laboratory has 5 sets, 4 tests and 2 priorities; the backlog has 2 flows more.
            assertEquals(2 * 5 * 4 * 2 + 2, model.flows().size());
        }

        @ParameterizedTest
        @CsvSource({
            // At paper sites (weight 40) all is paper; at the partial one (20) a quarter has no
            // part, then tracking, order, discussion and return join at 3/4, 1/2, 1/4 and 1/5.
            "north,paper,0.45",
            "north,T,0.05",
            "north,OT,0.05",
            "north,ODT,0.01",
            "north,ODTR,0.04",
            "south,paper,0.225",
            "south,ODTR,0.12"
        })
        void divideByTheDigitalPartsOfTheSites(String laboratory, String parts, double share) {
            double urgent = rate(laboratory + "/single-gene/urgent/" + parts, 0);
            double routine = rate(laboratory + "/single-gene/routine/" + parts, 0);
            double all = TESTS_A_DAY * 0.4 * share * FOR_HOLIDAYS;
            assertEquals(0.1 * all, urgent, 1e-9);
            assertEquals(0.9 * all, routine, 1e-9);
        }

        @Test
        void growFromQuarterToQuarterAroundTheMiddleOfTheFirstYear() {
            double middleOfThirdQuarterYears = (2 * 91 + 45.5) / 365.25;
            assertEquals(
                    TESTS_A_DAY
                            * 0.05
                            * 0.45
                            * 0.9
                            * FOR_HOLIDAYS
                            * Math.pow(1.1, middleOfThirdQuarterYears - 0.5),
                    rate("north/wgs-rare-trio/routine/paper", 2),
                    1e-9);
        }

        @Test
        void mustBeReportedEarlierWhereTheReportIsALetter() {
            assertEquals(24 * (42 - 3), flow("north/single-gene/routine/OT").targetHours(), 1e-9);
            assertEquals(24 * 42, flow("south/single-gene/routine/ODTR").targetHours(), 1e-9);
            assertEquals(24 * 14, flow("north/single-gene/urgent/OT").targetHours(), 1e-9);
        }
    }

    @Nested
    class Routes {
        @Test
        void ofADigitalTrioGoesThroughEachStation() {
            List<RouteStep> route = flow("north/wgs-rare-trio/routine/ODTR").route();
            assertEquals(
                    List.of(
                            "reception",
                            "extraction",
                            "line",
                            "transfer",
                            "keeping",
                            "computing",
                            "interpretation",
                            "meeting"),
                    route.stream().map(RouteStep::stage).toList());
            assertEquals(3, route.get(2).places());
            assertEquals(new RouteStep.Rework(0.03, 1, 2), route.get(2).rework().orElseThrow());
            // 3 genomes of 65 GB in streams of 100 Mb/s.
            assertEquals(3 * 65 * 8000.0 / 100 / 3600, route.get(3).service().meanHours(), 1e-9);
            assertEquals(new Distribution.Lognormal(3 * 0.5, 0.5), route.get(5).service());
            assertEquals(new Distribution.Lognormal(8, 1), route.get(6).service());
            assertEquals(0.5, route.get(7).share());
        }

        @Test
        void ofAPaperOrderHaveTypingCorrectionAndSearching() {
            List<RouteStep> route = flow("south/single-gene/routine/paper").route();
            assertEquals(
                    List.of(
                            "typing",
                            "correction",
                            "sample",
                            "reception",
                            "discussion",
                            "extraction",
                            "line",
                            "interpretation"),
                    route.stream().map(RouteStep::stage).toList());
            assertEquals(0.2, route.get(0).service().meanHours(), 1e-12);
            assertEquals(0.1, route.get(1).share());
            assertEquals(7 * 24, route.get(1).service().meanHours(), 1e-9);
            assertEquals(
                    7 * 24 * 0.2,
                    flow("south/single-gene/urgent/paper").route().get(1).service().meanHours(),
                    1e-9);
        }

        @Test
        void ofArraysOfTheSouthGoNorth() {
            List<RouteStep> route = flow("south/microarray/routine/ODTR").route();
            assertEquals("transport", route.get(2).stage());
            assertEquals(24, route.get(2).service().meanHours(), 1e-9);
            assertEquals("north/line:array", station(route.get(3)).name());
            assertEquals("south/staff:molecular", station(route.get(4)).name());
        }
    }

    @Nested
    class Stations {
        @Test
        void areTheLaboratories() {
            // Elsewhere; 12 in the north and its full storage; 11 in the south, without arrays.
            assertEquals(1 + 13 + 11, model.stations().size());
        }

        @Test
        void haveTheirPeopleLeaveInstalmentsAndLeave() {
            Station.Servers staff = (Station.Servers) station("north/staff:molecular");
            // 12 people of whom a tenth leave each year, 1.2 recruits a year, half-way through the
            // first quarter, and a tenth on leave.
            assertEquals(10.7930, staff.capacity().steps().getFirst().units(), 1e-3);
            assertEquals(Station.Closing.PAUSE, staff.closing());
            assertEquals(5, staff.capacity().openingHours().shifts().size());
            assertEquals(
                    14, staff.capacity().openingHours().shifts().getFirst().untilHour(), 1e-12);
        }

        @Test
        void haveTraineesJoin() {
            Station.Servers staff = (Station.Servers) station("north/staff:rare-disease");
            // 2026-10-05 is the first day of the fourth quarter.
            double before = staff.capacity().steps().get(2).units();
            double after = staff.capacity().steps().get(3).units();
            // 0.8 more of them, some gone after half a quarter, less the others who left without
            // replacement, and a tenth on leave.
            assertEquals(0.68395, after - before, 1e-5);
        }

        @Test
        void haveOutages() {
            Station.Batches line = (Station.Batches) station("south/line:wgs");
            assertEquals(24, line.batchSize());
            assertEquals(72, line.timeoutHours());
            assertEquals(2 / 365.25, line.machines().outages().getFirst().ratePerDay(), 1e-12);
            assertEquals(120, line.machines().outages().getFirst().lengthHours().meanHours(), 1e-9);
        }

        @Test
        void holdTheBacklog() {
            assertEquals(2, model.backlog().size());
            assertEquals(40, model.backlog().getFirst().count());
            assertEquals(60 * 24, model.backlog().getFirst().oldestHours(), 1e-9);
            Flow south = model.flows().get(model.backlog().get(1).flow());
            assertEquals(
                    "north/line:array",
                    station(south.route().get(model.backlog().get(1).step())).name());
        }
    }

    @Nested
    class Loads {
        private final FluidLoad fluid = FluidLoad.of(model);

        @Test
        void ofClerksAreTheMinutesOfPaperOrders() {
            // 64 ordering days of the first quarter, each 7/5 of an average day; north types half
            // of the nation's orders.
            double year = 45.5 / 365.25 - 0.5;
            double tests = 0.05 * Math.pow(1.1, year) + 0.35 * Math.pow(1.05, year) + 0.2 + 0.4;
            double orders = TESTS_A_DAY * FOR_HOLIDAYS * 64 * 1.4 * tests * 0.5;
            assertEquals(orders * 12 / 60, load("north/clerks").offered(), 1e-6);
            // Two places of ten hours on 64 days.
            assertEquals(2 * 10 * 64, load("north/clerks").available(), 1e-9);
        }

        @Test
        void ofSequencersAreFullRunsLessOutages() {
            double year = 45.5 / 365.25 - 0.5;
            double cases = TESTS_A_DAY * FOR_HOLIDAYS * 64 * 1.4 * 0.05 * Math.pow(1.1, year) * 0.4;
            double visits = 1 + 0.03 + 0.03 * 0.03;
            assertEquals(cases * visits * 3 / 24 * 44, load("south/line:wgs").offered(), 1e-6);
            double out = 2 / 365.25 * 5 / (1 + 2 / 365.25 * 5);
            assertEquals(91 * 24 * (1 - out * 0.5), load("south/line:wgs").available(), 1e-6);
        }

        @Test
        void ofMeetingsAreSeats() {
            // 13 Wednesdays without a holiday.
            assertEquals(13 * 20, load("north/meeting").available(), 1e-9);
        }

        private FluidLoad.Load load(String station) {
            return fluid.loads().stream()
                    .filter(l -> l.station().equals(station) && l.quarter() == 0)
                    .findFirst()
                    .orElseThrow();
        }
    }

    /// Trios only where they are offered, panels elsewhere; site 5 offers them from the start.
    @Nested
    class OffersOfATest {
        private static final LocalDate JULY = LocalDate.of(2026, 7, 6);
        private final ServiceScenario gated = Example.offeringTriosAtSite5(scenario);

        @Test
        void leaveItsOrdersToTheOtherTestUntilASiteGoesLive() {
            Model before = NetworkModel.compile(gated, List.of(), AT_VALUE).model();
            assertTrue(
                    before.flows().stream()
                            .noneMatch(f -> f.name().startsWith("north/wgs-rare-trio/routine")));
            double year = 45.5 / 365.25 - 0.5;
            assertEquals(
                    (0.35 * Math.pow(1.05, year) + 0.05 * Math.pow(1.1, year))
                            * TESTS_A_DAY
                            * 0.45
                            * 0.9
                            * FOR_HOLIDAYS,
                    rates(before, "north/large-panel/routine/paper").getFirst().perDay(),
                    1e-9);
        }

        @Test
        void beginOnTheDayOnWhichASiteGoesLive() {
            Model after =
                    NetworkModel.compile(
                                    gated,
                                    List.of(new DatedChange.TestsOffered(JULY, "site-1")),
                                    AT_VALUE)
                            .model();
            List<Demand.Rate> trios = rates(after, "north/wgs-rare-trio/routine/paper");
            double year = (182 + 45.5) / 365.25 - 0.5;
            double trio = TESTS_A_DAY * 0.05 * 0.3 * 0.9 * FOR_HOLIDAYS * Math.pow(1.1, year);
            assertEquals(0, perDay(trios, 181 * 24.0));
            assertEquals(trio, perDay(trios, 182 * 24.0), 1e-9);
        }

        @Test
        void holdFromTheStartWhereTheScenarioSaysSo() {
            Model before = NetworkModel.compile(gated, List.of(), AT_VALUE).model();
            double year = 45.5 / 365.25 - 0.5;
            // Site 5 has a tenth of the demand and orders digitally throughout.
            assertEquals(
                    TESTS_A_DAY * 0.05 * 0.1 * 0.9 * FOR_HOLIDAYS * Math.pow(1.1, year),
                    rates(before, "south/wgs-rare-trio/routine/ODTR").getFirst().perDay(),
                    1e-9);
        }

        @Test
        void changeNoOrdersInNumberButWhatIsOrdered() {
            Model after =
                    NetworkModel.compile(
                                    gated,
                                    List.of(
                                            new DatedChange.TestsOffered(JULY, "site-4"),
                                            new DatedChange.SiteDigitised(
                                                    JULY, "site-4", "digital")),
                                    AT_VALUE)
                            .model();
            for (double hour : new double[] {0, 100 * 24, 182 * 24, 500 * 24}) {
                assertEquals(allPerDay(model, hour), allPerDay(after, hour), 1e-9);
            }
        }

        private double allPerDay(Model of, double hour) {
            return of.flows().stream()
                    .filter(f -> f.demand() instanceof Demand.Poisson p && !p.steps().isEmpty())
                    .mapToDouble(f -> perDay(rates(of, f.name()), hour))
                    .sum();
        }

        @Test
        void needATestThatMayBeOrderedInstead() {
            String message =
                    String.valueOf(
                            assertThrows(
                                            IllegalArgumentException.class,
                                            () ->
                                                    ScenarioChecks.checked(
                                                            Example.otherwise(
                                                                    scenario, "single-gene")))
                                    .getMessage());
            assertTrue(message.contains("demand[0].otherwise"), message);
            assertTrue(message.contains("has no yield"), message);
        }
    }

    @Nested
    class Changes {
        private static final LocalDate JULY = LocalDate.of(2026, 7, 6);

        @Test
        void takeASiteFromPaperToDigitalOnItsDay() {
            // Site 1 has 30 of 100; its paper orders become digital on day 182.
            Model after = compile(new DatedChange.SiteDigitised(JULY, "site-1", "digital")).model();
            double all = TESTS_A_DAY * 0.4 * 0.9 * FOR_HOLIDAYS;
            List<Demand.Rate> paper = rates(after, "north/single-gene/routine/paper");
            List<Demand.Rate> digital = rates(after, "north/single-gene/routine/ODTR");
            assertEquals(0.45 * all, perDay(paper, 181 * 24.0), 1e-9);
            assertEquals(0.15 * all, perDay(paper, 182 * 24.0), 1e-9);
            assertEquals(0.04 * all, perDay(digital, 181 * 24.0), 1e-9);
            assertEquals(0.34 * all, perDay(digital, 182 * 24.0), 1e-9);
        }

        @Test
        void lessenTheClerksWorkByTheSitesPaperOrders() {
            List<FluidLoad.Load> before = FluidLoad.of(model).loads();
            List<FluidLoad.Load> after =
                    FluidLoad.of(
                                    compile(
                                                    new DatedChange.SiteDigitised(
                                                            JULY, "site-1", "digital"))
                                            .model())
                            .loads();
            assertEquals(
                    offered(before, "north/clerks", 1), offered(after, "north/clerks", 1), 1e-9);
            // Of 50 parts of paper orders 20 are left.
            assertEquals(
                    0.4 * offered(before, "north/clerks", 4),
                    offered(after, "north/clerks", 4),
                    1e-6);
            assertEquals(
                    offered(before, "south/clerks", 4), offered(after, "south/clerks", 4), 1e-9);
        }

        @Test
        void makeASiteOnASlowNetworkOrderOnPaper() {
            Model after = compile(new DatedChange.SiteConnected(JULY, "site-5", 1)).model();
            List<Demand.Rate> paper = rates(after, "south/single-gene/routine/paper");
            assertEquals(
                    (0.225 + 0.1) * TESTS_A_DAY * 0.4 * 0.9 * FOR_HOLIDAYS,
                    perDay(paper, 182 * 24.0),
                    1e-9);
        }

        @Test
        void addMachinesStoragePlacesAndPeople() {
            NetworkModel after =
                    compile(
                            new DatedChange.MachinesAdded(JULY, "north", "wgs", 2),
                            new DatedChange.ComputeAdded(JULY, "north", 3),
                            new DatedChange.PlacesAdded(JULY, "north", "extraction", 4),
                            new DatedChange.NetworkAdded(JULY, "north", 250),
                            new DatedChange.MeetingEnlarged(JULY, "north", 5),
                            new DatedChange.StorageAdded(JULY, "north", 100),
                            new DatedChange.StaffHired(JULY, "north", "molecular", 5),
                            new DatedChange.TrainingCompleted(JULY, "north", "molecular", 2));
            assertEquals(
                    List.of(1.0, 3.0),
                    ((Station.Batches) station(after.model(), "north/line:wgs"))
                            .machines().steps().stream().map(s -> s.units()).toList());
            assertEquals(5, lastUnits(after, "north/compute"));
            assertEquals(10, lastUnits(after, "north/extraction"));
            assertEquals(7.5, lastUnits(after, "north/network"));
            assertEquals(
                    25,
                    ((Station.Sessions) station(after.model(), "north/meeting"))
                            .seats()
                            .getLast()
                            .units());
            // 7 more from the third quarter on, a tenth on leave, a few of them gone again.
            double more =
                    ((Station.Servers) station(after.model(), "north/staff:molecular"))
                                    .capacity()
                                    .steps()
                                    .get(2)
                                    .units()
                            - ((Station.Servers) station("north/staff:molecular"))
                                    .capacity()
                                    .steps()
                                    .get(2)
                                    .units();
            assertEquals(7 * 0.9, more, 0.1);
            // With twice the room nothing is ever full, and no station stands for it.
            assertFalse(
                    after.model().stations().stream()
                            .anyMatch(s -> s.name().equals("north/storage")));
            assertTrue(model.stations().stream().anyMatch(s -> s.name().equals("north/storage")));
        }

        /// The plan's people are at work already; two who are hired come on top, a tenth of them on
        /// leave, and leave as the others do: a tenth a year, half-way through the half-year.
        @Test
        void aPlanOfStaffTakesThePlaceOfTheForecast() {
            NetworkModel after =
                    compile(
                            new DatedChange.StaffPlanned(
                                    scenario.start(), "north", "molecular", 7.5),
                            new DatedChange.StaffPlanned(JULY, "north", "molecular", 3),
                            new DatedChange.StaffHired(JULY, "north", "molecular", 2));
            List<Capacity.Step> steps =
                    ((Station.Servers) station(after.model(), "north/staff:molecular"))
                            .capacity()
                            .steps();
            double july = 24.0 * (JULY.toEpochDay() - scenario.start().toEpochDay());
            for (int i = 0; i < steps.size(); i++) {
                Capacity.Step step = steps.get(i);
                double until = i + 1 < steps.size() ? steps.get(i + 1).fromHours() : 8 * 91 * 24.0;
                double years = ((step.fromHours() + until) / 2 - july) / (24 * 365.25);
                assertEquals(
                        step.fromHours() < july ? 7.5 : 3 + 2 * 0.9 * Math.pow(0.9, years),
                        step.units(),
                        1e-9,
                        step.toString());
            }
        }

        /// 365.25 trios a year more are one more a day, and a little more for the holidays.
        @Test
        void moreOfATestIsAskedForFromItsDayOn() {
            Model after =
                    compile(new DatedChange.DemandAdded(JULY, "wgs-rare-trio", 365.25)).model();
            double july = 24.0 * (JULY.toEpochDay() - scenario.start().toEpochDay());
            assertEquals(
                    tests(model, "/wgs-rare-trio/", july - 1),
                    tests(after, "/wgs-rare-trio/", july - 1),
                    1e-9);
            assertEquals(
                    tests(model, "/wgs-rare-trio/", july + 1) + FOR_HOLIDAYS,
                    tests(after, "/wgs-rare-trio/", july + 1),
                    1e-9);
            assertEquals(
                    tests(model, "/microarray/", july + 1),
                    tests(after, "/microarray/", july + 1),
                    1e-9);
        }

        /// Of all flows whose name has this part, a day at an hour.
        private double tests(Model of, String part, double hour) {
            double sum = 0;
            for (Flow flow : of.flows()) {
                if (flow.name().contains(part) && flow.demand() instanceof Demand.Poisson demand) {
                    sum +=
                            demand.steps().stream()
                                    .filter(s -> s.fromHours() <= hour)
                                    .reduce((_, last) -> last)
                                    .orElseThrow()
                                    .perDay();
                }
            }
            return sum;
        }

        @Test
        void leaveAllElseAsItWasDrawn() {
            ReplicationDraw draw = ReplicationDraw.of(7, 3);
            Model before = NetworkModel.compile(scenario, List.of(), draw).model();
            Model after =
                    NetworkModel.compile(
                                    scenario,
                                    List.of(
                                            new DatedChange.SiteDigitised(
                                                    JULY, "site-4", "digital"),
                                            new DatedChange.StaffHired(
                                                    JULY, "south", "molecular", 3)),
                                    draw)
                            .model();
            for (Station station : before.stations()) {
                if (!station.name().equals("south/staff:molecular")) {
                    assertEquals(station, station(after, station.name()));
                }
            }
            for (Flow flow : before.flows()) {
                if (flow.name().startsWith("north/")) {
                    assertEquals(flow, flow(after, flow.name()));
                }
            }
        }

        @ParameterizedTest
        @MethodSource("org.opengms.planning.network.NetworkModelTest#impossible")
        void ofWhatIsNotThereAreRefused(DatedChange change, String word) {
            String message =
                    String.valueOf(
                            assertThrows(IllegalArgumentException.class, () -> compile(change))
                                    .getMessage());
            assertTrue(message.startsWith("OGMS-6107"), message);
            assertTrue(message.contains(word), message);
        }

        private NetworkModel compile(DatedChange... changes) {
            return NetworkModel.compile(scenario, List.of(changes), AT_VALUE);
        }

        private double lastUnits(NetworkModel network, String name) {
            return ((Station.Servers) station(network.model(), name))
                    .capacity()
                    .steps()
                    .getLast()
                    .units();
        }
    }

    static Object[][] impossible() {
        LocalDate day = LocalDate.of(2026, 7, 6);
        return new Object[][] {
            {new DatedChange.SiteDigitised(day, "site-9", "digital"), "site-9"},
            {new DatedChange.SiteDigitised(day, "site-1", "perfect"), "perfect"},
            {new DatedChange.TestsOffered(day, "site-8"), "site-8"},
            {new DatedChange.MachinesAdded(day, "south", "array", 1), "array"},
            {new DatedChange.PlacesAdded(day, "south", "meeting", 1), "meeting"},
            {new DatedChange.StaffHired(day, "south", "cancer", 1), "cancer"},
            {new DatedChange.StaffPlanned(day, "south", "cancer", 1), "cancer"},
            {new DatedChange.DemandAdded(day, "exome", 1), "exome"},
            {new DatedChange.StorageAdded(day, "west", 1), "west"}
        };
    }

    private double rate(String flow, int step) {
        return rates(model, flow).get(step).perDay();
    }

    private static List<Demand.Rate> rates(Model model, String flow) {
        return ((Demand.Poisson) flow(model, flow).demand()).steps();
    }

    private static double perDay(List<Demand.Rate> rates, double hours) {
        return rates.stream()
                .filter(r -> r.fromHours() <= hours)
                .reduce((_, later) -> later)
                .orElseThrow()
                .perDay();
    }

    private static double offered(List<FluidLoad.Load> loads, String station, int quarter) {
        return loads.stream()
                .filter(l -> l.station().equals(station) && l.quarter() == quarter)
                .findFirst()
                .orElseThrow()
                .offered();
    }

    private Flow flow(String name) {
        return flow(model, name);
    }

    private static Flow flow(Model model, String name) {
        return model.flows().stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow();
    }

    private Station station(RouteStep step) {
        return Objects.requireNonNull(model.stations().get(step.station()));
    }

    private Station station(String name) {
        return station(model, name);
    }

    private static Station station(Model model, String name) {
        return model.stations().stream()
                .filter(s -> s.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
