package org.opengms.planning.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.opengms.planning.simulation.Distribution;
import org.opengms.planning.simulation.RouteStep;

/// The ways of tests through the laboratories. A step that takes no time in a scenario is left out.
final class Routes {
    /// The station where time passes and nobody waits for a laboratory.
    static final String ELSEWHERE = "elsewhere";

    /// What one place of a storage station writes.
    static final double TERABYTES_WRITTEN_PER_DAY = 0.2;

    /// Coefficient of variation of delays outside the laboratory. An assumption.
    static final double DELAY_VARIATION = 0.7;

    private static final String LINE = "line";
    private static final String INTERPRETATION = "interpretation";
    private static final int MOST_REPEATS = 2;

    private final ServiceScenario scenario;
    private final ReplicationDraw draw;
    private final Map<String, Integer> stations;

    /// @param stations indexes by full name
    Routes(ServiceScenario scenario, ReplicationDraw draw, Map<String, Integer> stations) {
        this.scenario = scenario;
        this.draw = draw;
        this.stations = stations;
    }

    /// The laboratory that runs a test's line for another.
    static Laboratory laboratoryOfLine(
            ServiceScenario scenario, Laboratory home, GenomicTest test) {
        Laboratory lab = home;
        while (lab.line(test.line()).isEmpty()) {
            lab = scenario.laboratory(sendAway(lab, test).laboratory());
        }
        return lab;
    }

    private static Laboratory.SendAway sendAway(Laboratory lab, GenomicTest test) {
        return lab.sendsAway().stream()
                .filter(s -> s.line().equals(test.line()))
                .findFirst()
                .orElseThrow();
    }

    /// What a case of a test keeps, in terabytes.
    static double keptTerabytes(GenomicTest test, ReplicationDraw draw) {
        return test.samplesPerCase()
                * draw.of(
                        test.keptGigabytesPerSample(),
                        "tests/" + test.id() + "/keptGigabytesPerSample")
                / 1000;
    }

    /// The stage at which an entry of the backlog waits.
    static String stage(InitialBacklog waiting) {
        return switch (waiting.station().split(":", 2)[0]) {
            case "line" -> LINE;
            case "staff" -> INTERPRETATION;
            default -> waiting.station();
        };
    }

    /// The way of an order with these digital parts.
    List<RouteStep> of(
            Laboratory home, GenomicTest test, int priority, Set<SiteDemand.Part> digital) {
        List<RouteStep> route = new ArrayList<>();
        double slowness =
                priority == Compilation.URGENT
                        ? paper(scenario.paperEffects().urgentDelayFactor(), "urgentDelayFactor")
                        : 1;
        if (!digital.contains(SiteDemand.Part.ORDER)) {
            work(
                    route,
                    "typing",
                    home,
                    Stations.CLERKS,
                    paper(scenario.paperEffects().clerkMinutes(), "clerkMinutes") / 60,
                    lab(home, home.clerks().variation(), "clerks/variation"));
            delay(
                    route,
                    "correction",
                    slowness * paper(scenario.paperEffects().correctionDays(), "correctionDays"),
                    paper(scenario.paperEffects().errorShare(), "errorShare"));
        }
        if (!digital.contains(SiteDemand.Part.TRACKING)) {
            delay(
                    route,
                    "sample",
                    slowness * paper(scenario.paperEffects().sampleDelayDays(), "sampleDelayDays"),
                    paper(scenario.paperEffects().sampleDelayedShare(), "sampleDelayedShare"));
        }
        bench(route, home, Stations.RECEPTION, home.reception());
        if (!digital.contains(SiteDemand.Part.DISCUSSION)) {
            delay(
                    route,
                    "discussion",
                    slowness * paper(scenario.paperEffects().discussionDays(), "discussionDays"),
                    paper(
                            scenario.paperEffects().discussionMissingShare(),
                            "discussionMissingShare"));
        }
        fromExtraction(route, home, test);
        return route;
    }

    /// The way of what waits at the start: its order is complete.
    List<RouteStep> ofBacklog(Laboratory home, GenomicTest test) {
        List<RouteStep> route = new ArrayList<>();
        bench(route, home, Stations.RECEPTION, home.reception());
        fromExtraction(route, home, test);
        return route;
    }

    private void fromExtraction(List<RouteStep> route, Laboratory home, GenomicTest test) {
        int extraction = route.size();
        bench(route, home, Stations.EXTRACTION, home.extraction());
        Laboratory wet = laboratoryOfLine(scenario, home, test);
        double transportDays = 0;
        for (Laboratory lab = home; !lab.id().equals(wet.id()); ) {
            Laboratory.SendAway away = sendAway(lab, test);
            transportDays +=
                    lab(lab, away.transportDays(), "sendsAway/" + away.line() + "/transportDays");
            lab = scenario.laboratory(away.laboratory());
        }
        delay(route, "transport", transportDays, 1);
        route.add(line(wet, test, extraction));
        double gigabytes =
                test.samplesPerCase()
                        * test(
                                test,
                                test.transferGigabytesPerSample(),
                                "transferGigabytesPerSample");
        work(
                route,
                "transfer",
                wet,
                Stations.NETWORK,
                gigabytes * 8000 / LaboratoryStations.STREAM_MEGABITS_PER_SECOND / 3600,
                0);
        if (stations.containsKey(wet.id() + "/" + Stations.STORAGE)) {
            work(
                    route,
                    "keeping",
                    wet,
                    Stations.STORAGE,
                    24 * keptTerabytes(test, draw) / TERABYTES_WRITTEN_PER_DAY,
                    0);
        }
        work(
                route,
                "computing",
                wet,
                Stations.COMPUTE,
                test.samplesPerCase()
                        * test(test, test.computeHoursPerSample(), "computeHoursPerSample"),
                lab(wet, wet.compute().variation(), "compute/variation"));
        work(
                route,
                INTERPRETATION,
                home,
                Stations.staff(test.competence()),
                test(test, test.interpretationHours(), "interpretationHours"),
                test(test, test.interpretationVariation(), "interpretationVariation"));
        double meetingShare = test(test, test.meetingShare(), "meetingShare");
        if (meetingShare > 0) {
            route.add(
                    RouteStep.through("meeting", station(home, Stations.MEETING))
                            .takenBy(meetingShare));
        }
    }

    private RouteStep line(Laboratory wet, GenomicTest test, int extraction) {
        Laboratory.Line line = wet.line(test.line()).orElseThrow();
        int station = station(wet, Stations.line(line.id()));
        String at = "lines/" + line.id() + "/";
        RouteStep step =
                Math.rint(lab(wet, line.samplesPerRun(), at + "samplesPerRun")) > 1
                        ? RouteStep.through(LINE, station).taking(test.samplesPerCase())
                        : RouteStep.at(
                                LINE,
                                station,
                                new Distribution.Constant(
                                        test.samplesPerCase()
                                                * lab(wet, line.runHours(), at + "runHours")));
        double repeats = test(test, test.repeatShare(), "repeatShare");
        return repeats > 0 ? step.withRework(repeats, extraction, MOST_REPEATS) : step;
    }

    private void bench(
            List<RouteStep> route, Laboratory lab, String station, Laboratory.Bench bench) {
        work(
                route,
                station,
                lab,
                station,
                lab(lab, bench.minutesPerCase(), station + "/minutesPerCase") / 60,
                lab(lab, bench.variation(), station + "/variation"));
    }

    private void work(
            List<RouteStep> route,
            String stage,
            Laboratory lab,
            String station,
            double meanHours,
            double variation) {
        if (meanHours > 0) {
            route.add(
                    RouteStep.at(
                            stage,
                            station(lab, station),
                            variation == 0
                                    ? new Distribution.Constant(meanHours)
                                    : new Distribution.Lognormal(meanHours, variation)));
        }
    }

    private void delay(List<RouteStep> route, String stage, double meanDays, double share) {
        if (meanDays > 0 && share > 0) {
            route.add(
                    RouteStep.at(
                                    stage,
                                    index(ELSEWHERE),
                                    new Distribution.Lognormal(24 * meanDays, DELAY_VARIATION))
                            .takenBy(share));
        }
    }

    private int station(Laboratory lab, String station) {
        return index(lab.id() + "/" + station);
    }

    private int index(String name) {
        return Optional.ofNullable(stations.get(name)).orElseThrow();
    }

    private double paper(Quantity quantity, String field) {
        return draw.of(quantity, "paperEffects/" + field);
    }

    private double lab(Laboratory lab, Quantity quantity, String field) {
        return draw.of(quantity, "laboratories/" + lab.id() + "/" + field);
    }

    private double test(GenomicTest test, Quantity quantity, String field) {
        return draw.of(quantity, "tests/" + test.id() + "/" + field);
    }
}
