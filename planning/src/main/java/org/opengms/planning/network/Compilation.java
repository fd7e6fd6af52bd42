package org.opengms.planning.network;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.opengms.planning.simulation.Backlog;
import org.opengms.planning.simulation.Capacity;
import org.opengms.planning.simulation.Demand;
import org.opengms.planning.simulation.Flow;
import org.opengms.planning.simulation.Model;
import org.opengms.planning.simulation.OpeningHours;
import org.opengms.planning.simulation.QueueOrder;
import org.opengms.planning.simulation.RouteStep;
import org.opengms.planning.simulation.Station;

/// Makes the simulation's model of a scenario: stations from laboratories, flows from demand.
/// Orders of a test at a laboratory are one flow for each priority and set of digital parts that
/// they have; when a site goes digital its orders leave one flow and join another.
final class Compilation {
    static final int URGENT = 0;
    static final int ROUTINE = 1;

    private static final double YEAR_HOURS = 24 * 365.25;

    private final ServiceScenario scenario;
    private final ReplicationDraw draw;
    private final SiteDemand sites;
    private final double endHours;
    private final List<Station> stations = new ArrayList<>();
    private final Map<String, Integer> stationIndex = new HashMap<>();
    private final Map<String, LaboratoryStations> laboratories = new LinkedHashMap<>();
    private final Map<String, StorageForecast> storage = new TreeMap<>();
    private final List<DatedChange.DemandAdded> added = new ArrayList<>();

    Compilation(
            ServiceScenario scenario, List<? extends DatedChange> changes, ReplicationDraw draw) {
        this.scenario = scenario;
        this.draw = draw;
        sites = new SiteDemand(scenario, changes, draw);
        endHours = 24.0 * ServiceScenario.QUARTER_DAYS * scenario.quarters();
        Map<String, List<DatedChange.InLaboratory>> byLaboratory = new HashMap<>();
        for (DatedChange change : changes) {
            if (change instanceof DatedChange.DemandAdded more) {
                added.add(more);
            }
            if (change instanceof DatedChange.InLaboratory inLaboratory) {
                byLaboratory
                        .computeIfAbsent(
                                scenario.laboratory(inLaboratory.laboratory()).id(),
                                _ -> new ArrayList<>())
                        .add(inLaboratory);
            }
        }
        for (Laboratory lab : scenario.laboratories()) {
            laboratories.put(
                    lab.id(),
                    new LaboratoryStations(
                            scenario, lab, byLaboratory.getOrDefault(lab.id(), List.of()), draw));
        }
    }

    NetworkModel compile() {
        add(new Station.Delay(Routes.ELSEWHERE));
        laboratories.values().forEach(l -> l.stations().values().forEach(this::add));
        List<OrderStream> orders = orders();
        keep(orders);
        Routes routes = new Routes(scenario, draw, stationIndex);
        Demand.Pattern pattern =
                new Demand.Pattern(
                        scenario.weekdayWeights(),
                        scenario.ordersFromHour(),
                        scenario.ordersUntilHour(),
                        new HashSet<>(scenario.holidays()));
        List<Flow> flows = new ArrayList<>();
        for (OrderStream stream : orders) {
            flows.add(
                    new Flow(
                            stream.name(),
                            reportedAs(stream.laboratory(), stream.test(), stream.priority()),
                            stream.priority(),
                            24 * targetDays(stream.test(), stream.priority(), stream.parts()),
                            new Demand.Poisson(stream.rates(), 0, pattern),
                            routes.of(
                                    stream.laboratory(),
                                    stream.test(),
                                    stream.priority(),
                                    stream.parts())));
        }
        List<Backlog> backlog = backlog(flows, routes);
        List<Double> ends =
                IntStream.rangeClosed(1, scenario.quarters())
                        .mapToObj(q -> 24.0 * ServiceScenario.QUARTER_DAYS * q)
                        .toList();
        Map<String, NetworkModel.StorageHeadroom> headroom = new TreeMap<>();
        storage.forEach((lab, forecast) -> headroom.put(lab, headroom(forecast)));
        return new NetworkModel(
                scenario, new Model(scenario.start(), ends, stations, flows, backlog), headroom);
    }

    private void add(Station station) {
        stationIndex.put(station.name(), stations.size());
        stations.add(station);
    }

    static String reportedAs(Laboratory laboratory, GenomicTest test, int priority) {
        return laboratory.id()
                + "/"
                + test.reportingClass()
                + "/"
                + (priority == URGENT ? "urgent" : "routine");
    }

    /// Days from receipt to the issue of a report that is read on time: a routine report sent as a
    /// letter is issued earlier, though not earlier than half of its target.
    private double targetDays(GenomicTest test, int priority, Set<SiteDemand.Part> parts) {
        if (priority == URGENT) {
            return test.urgentTargetDays();
        }
        double letterDays =
                parts.contains(SiteDemand.Part.RETURN)
                        ? 0
                        : draw.of(scenario.paperEffects().letterDays(), "paperEffects/letterDays");
        return Math.max(test.routineTargetDays() / 2, test.routineTargetDays() - letterDays);
    }

    /// The orders of a test at a laboratory with a priority and these digital parts.
    record OrderStream(
            Laboratory laboratory,
            GenomicTest test,
            int priority,
            Set<SiteDemand.Part> parts,
            List<Demand.Rate> rates) {
        String name() {
            StringBuilder letters = new StringBuilder();
            parts.forEach(p -> letters.append(p.name().charAt(0)));
            return laboratory.id()
                    + "/"
                    + test.id()
                    + (priority == URGENT ? "/urgent/" : "/routine/")
                    + (parts.isEmpty() ? "paper" : letters);
        }

        /// Orders a day at an hour.
        double perDay(double hour) {
            double rate = 0;
            for (Demand.Rate step : rates) {
                if (step.fromHours() <= hour) {
                    rate = step.perDay();
                }
            }
            return rate;
        }
    }

    private List<OrderStream> orders() {
        Map<String, List<DrawnDemand>> byTest = drawnDemand();
        List<OrderStream> orders = new ArrayList<>();
        for (Laboratory lab : scenario.laboratories()) {
            Map<Set<SiteDemand.Part>, NavigableMap<LocalDate, Double>> shares =
                    sites.sharesByParts(lab.id());
            Map<Set<SiteDemand.Part>, NavigableMap<LocalDate, Double>> offered =
                    sites.offeredByParts(lab.id());
            byTest.forEach((test, demand) ->
                    shares.forEach((parts, byDay) -> {
                        Shares both =
                                new Shares(
                                        byDay,
                                        offered.getOrDefault(
                                                parts, Collections.emptyNavigableMap()));
                        for (int priority : new int[] {URGENT, ROUTINE}) {
                            List<Demand.Rate> rates = rates(demand, priority, both);
                            if (rates.stream().anyMatch(r -> r.perDay() > 0)) {
                                orders.add(
                                        new OrderStream(
                                                lab, scenario.test(test), priority, parts, rates));
                            }
                        }
                    }));
        }
        return orders;
    }

    /// The sites from which a part of the demand comes.
    private enum From {
        ALL_SITES,
        SITES_OFFERED_ALL,
        OTHER_SITES
    }

    /// The part of the nation's demand that comes with some digital parts, by day.
    ///
    /// @param all from all sites
    /// @param offered from those that are offered the tests that are not offered everywhere
    private record Shares(
            NavigableMap<LocalDate, Double> all, NavigableMap<LocalDate, Double> offered) {
        double of(From from, LocalDate day) {
            return switch (from) {
                case ALL_SITES -> at(all, day);
                case SITES_OFFERED_ALL -> at(offered, day);
                case OTHER_SITES -> Math.max(0, at(all, day) - at(offered, day));
            };
        }

        private static double at(NavigableMap<LocalDate, Double> shares, LocalDate day) {
            Map.Entry<LocalDate, Double> share = shares.floorEntry(day);
            return share == null ? 0 : share.getValue();
        }
    }

    /// A test's demand for one indication group, as drawn.
    ///
    /// @param perDay orders of a day in the middle of the first year
    /// @param fromHours before which there is none
    private record DrawnDemand(
            double perDay, double growthPerYear, double urgentShare, From from, double fromHours) {
        DrawnDemand from(From sites) {
            return new DrawnDemand(perDay, growthPerYear, urgentShare, sites, fromHours);
        }
    }

    private Map<String, List<DrawnDemand>> drawnDemand() {
        double[] shares = new double[scenario.demand().size()];
        double sum = 0;
        for (int i = 0; i < shares.length; i++) {
            TestDemand demand = scenario.demand().get(i);
            shares[i] = draw.of(demand.shareOfTests(), place(demand) + "shareOfTests");
            sum += shares[i];
        }
        double perDay =
                draw.of(scenario.testsPerYear(), "testsPerYear") / 365.25 * forQuietHolidays();
        Map<String, List<DrawnDemand>> byTest = new LinkedHashMap<>();
        for (int i = 0; i < shares.length; i++) {
            TestDemand demand = scenario.demand().get(i);
            DrawnDemand drawn =
                    new DrawnDemand(
                            perDay * shares[i] / sum,
                            draw.of(demand.growthPerYear(), place(demand) + "growthPerYear"),
                            draw.of(demand.urgentShare(), place(demand) + "urgentShare"),
                            demand.otherwise().isEmpty() ? From.ALL_SITES : From.SITES_OFFERED_ALL,
                            0);
            byTest.computeIfAbsent(demand.test(), _ -> new ArrayList<>()).add(drawn);
            demand.otherwise()
                    .ifPresent(instead ->
                            byTest.computeIfAbsent(instead, _ -> new ArrayList<>())
                                    .add(drawn.from(From.OTHER_SITES)));
        }
        for (DatedChange.DemandAdded more : added) {
            List<DrawnDemand> there = byTest.get(scenario.test(more.test()).id());
            if (there == null) {
                throw Refused.because(
                        "OGMS-6107 More of test \"%s\" is to be asked for, and the scenario asks for none",
                        more.test());
            }
            DrawnDemand own =
                    there.stream()
                            .filter(d -> d.from() != From.OTHER_SITES)
                            .findFirst()
                            .orElse(there.getFirst());
            there.add(
                    new DrawnDemand(
                            more.testsPerYear() / 365.25 * forQuietHolidays(),
                            0,
                            own.urgentShare(),
                            own.from(),
                            Math.max(0, hours(more.date()))));
        }
        return byTest;
    }

    private static String place(TestDemand demand) {
        return "demand/" + demand.test() + "/" + demand.indicationGroup() + "/";
    }

    /// By how much more the other days carry, so that a year has its tests though nobody orders on
    /// holidays.
    private double forQuietHolidays() {
        Set<LocalDate> quiet = new HashSet<>(scenario.holidays());
        double all = 0;
        double open = 0;
        for (LocalDate day = scenario.start();
                day.isBefore(scenario.end());
                day = day.plusDays(1)) {
            DayOfWeek weekday = day.getDayOfWeek();
            double weight = scenario.weekdayWeights().get(weekday.getValue() - 1);
            all += weight;
            open += quiet.contains(day) ? 0 : weight;
        }
        if (open == 0) {
            throw Refused.because(
                    "OGMS-6104 Nobody can order: every day of scenario %s with a weekday weight is a holiday",
                    scenario.id());
        }
        return all / open;
    }

    /// Orders a day from each quarter and each change of a site on; growth as in the middle of the
    /// time until the next.
    private List<Demand.Rate> rates(List<DrawnDemand> demand, int priority, Shares shares) {
        TreeSet<Double> hours = new TreeSet<>();
        for (int q = 0; q < scenario.quarters(); q++) {
            hours.add(24.0 * ServiceScenario.QUARTER_DAYS * q);
        }
        demand.stream()
                .map(DrawnDemand::fromHours)
                .filter(hour -> hour < endHours)
                .forEach(hours::add);
        for (LocalDate day : shares.all().keySet()) {
            double hour = hours(day);
            if (hour < endHours) {
                hours.add(hour);
            }
        }
        List<Demand.Rate> rates = new ArrayList<>();
        for (double from : hours) {
            Double next = hours.higher(from);
            double middleYears = ((from + (next == null ? endHours : next)) / 2) / YEAR_HOURS;
            LocalDate day = scenario.start().plusDays((long) (from / 24));
            double perDay = 0;
            for (DrawnDemand part : demand) {
                if (part.fromHours() > from) {
                    continue;
                }
                perDay +=
                        part.perDay()
                                * Math.pow(1 + part.growthPerYear(), middleYears - 0.5)
                                * (priority == URGENT ? part.urgentShare() : 1 - part.urgentShare())
                                * shares.of(part.from(), day);
            }
            rates.add(new Demand.Rate(from, perDay));
        }
        return rates;
    }

    private double hours(LocalDate day) {
        return 24.0 * (day.toEpochDay() - scenario.start().toEpochDay());
    }

    /// Forecasts every laboratory's storage, and gives those that will be full a station that
    /// writes no faster than room is made.
    private void keep(List<OrderStream> orders) {
        for (Laboratory lab : scenario.laboratories()) {
            List<OrderStream> kept = new ArrayList<>();
            for (OrderStream stream : orders) {
                if (Routes.laboratoryOfLine(scenario, stream.laboratory(), stream.test())
                        .id()
                        .equals(lab.id())) {
                    kept.add(stream);
                }
            }
            String place = "laboratories/" + lab.id() + "/storage/";
            StorageForecast forecast =
                    new StorageForecast(
                            scenario.quarters() * ServiceScenario.QUARTER_DAYS / 7,
                            stationsOf(lab).storageTerabytes(),
                            draw.of(lab.storage().usedTerabytes(), place + "usedTerabytes"),
                            draw.of(
                                    lab.storage().usedExpiresPerYear(),
                                    place + "usedExpiresPerYear"),
                            draw.of(lab.storage().keptYears(), place + "keptYears"),
                            waitingTerabytes(lab),
                            hour ->
                                    kept.stream()
                                            .mapToDouble(s ->
                                                    s.perDay(hour)
                                                            * Routes.keptTerabytes(s.test(), draw))
                                            .sum());
            storage.put(lab.id(), forecast);
            if (forecast.isEverFull()) {
                add(
                        new Station.Servers(
                                lab.id() + "/" + Stations.STORAGE,
                                new Capacity(
                                        forecast.places(Routes.TERABYTES_WRITTEN_PER_DAY),
                                        OpeningHours.ALWAYS,
                                        List.of(),
                                        List.of()),
                                Station.Closing.FINISH_IN_HAND,
                                QueueOrder.BY_PRIORITY));
            }
        }
    }

    private LaboratoryStations stationsOf(Laboratory lab) {
        return Optional.ofNullable(laboratories.get(lab.id())).orElseThrow();
    }

    private double waitingTerabytes(Laboratory lab) {
        double sum = 0;
        for (int i = 0; i < scenario.backlog().size(); i++) {
            InitialBacklog waiting = scenario.backlog().get(i);
            GenomicTest test = scenario.test(waiting.test());
            Laboratory home = scenario.laboratory(waiting.laboratory());
            boolean written = waiting.station().equals(Stations.staff(test.competence()));
            if (!written && Routes.laboratoryOfLine(scenario, home, test).id().equals(lab.id())) {
                sum +=
                        draw.of(waiting.cases(), "backlog/" + i + "/cases")
                                * Routes.keptTerabytes(test, draw);
            }
        }
        return sum;
    }

    private static NetworkModel.StorageHeadroom headroom(StorageForecast forecast) {
        List<Double> used = new ArrayList<>();
        List<Double> free = new ArrayList<>();
        List<Double> waiting = new ArrayList<>();
        for (int q = 0; q < forecast.quarters(); q++) {
            used.add(forecast.usedTerabytes(q));
            free.add(forecast.headroomShare(q));
            waiting.add(forecast.waitingTerabytes(q));
        }
        return new NetworkModel.StorageHeadroom(used, free, waiting);
    }

    /// Adds a flow without demand for each entry of the backlog. Its orders are complete.
    private List<Backlog> backlog(List<Flow> flows, Routes routes) {
        List<Backlog> backlog = new ArrayList<>();
        for (int i = 0; i < scenario.backlog().size(); i++) {
            InitialBacklog waiting = scenario.backlog().get(i);
            Laboratory lab = scenario.laboratory(waiting.laboratory());
            GenomicTest test = scenario.test(waiting.test());
            List<RouteStep> route = routes.ofBacklog(lab, test);
            int step =
                    IntStream.range(0, route.size())
                            .filter(s -> route.get(s).stage().equals(Routes.stage(waiting)))
                            .findFirst()
                            .orElseThrow();
            double oldestHours =
                    24 * draw.of(waiting.oldestAgeDays(), "backlog/" + i + "/oldestAgeDays");
            int cases = (int) Math.rint(draw.of(waiting.cases(), "backlog/" + i + "/cases"));
            backlog.add(new Backlog(flows.size(), step, cases, 0, oldestHours));
            flows.add(
                    new Flow(
                            lab.id() + "/" + test.id() + "/backlog/" + i,
                            reportedAs(lab, test, ROUTINE),
                            ROUTINE,
                            24 * test.routineTargetDays(),
                            Demand.NONE,
                            route));
        }
        return backlog;
    }
}
