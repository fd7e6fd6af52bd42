package org.opengms.planning.simulation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// The reference model R1: seven laboratories, 810,000 tests a year, a tenth of them urgent.
final class ReferenceModel {
    static final int LABORATORIES = 7;

    private ReferenceModel() {}

    /// Without calendars: 24 hours a day.
    ///
    /// @param timeoutHours of the batches of 48
    /// @param opening of reception, extraction and interpretation, whose staff is multiplied so
    ///   that it works as many hours in a week
    static Model of(double timeoutHours, OpeningHours opening, double staff, double horizonHours) {
        List<Station> stations = new ArrayList<>();
        List<Flow> flows = new ArrayList<>();
        for (int lab = 0; lab < LABORATORIES; lab++) {
            int first = stations.size();
            stations.add(Scene.servers("reception " + lab, Capacity.of(4 * staff, opening)));
            stations.add(Scene.servers("extraction " + lab, Capacity.of(10 * staff, opening)));
            stations.add(
                    new Station.Batches(
                            "sequencing " + lab,
                            Capacity.of(14),
                            48,
                            timeoutHours,
                            Scene.hours(44),
                            QueueOrder.BY_PRIORITY));
            stations.add(Scene.servers("compute " + lab, Capacity.of(16)));
            stations.add(Scene.servers("interpretation " + lab, Capacity.of(46 * staff, opening)));
            List<RouteStep> route =
                    List.of(
                            RouteStep.at("reception", first, new Distribution.Lognormal(0.25, 0.5)),
                            RouteStep.at(
                                    "extraction", first + 1, new Distribution.Lognormal(0.6, 0.5)),
                            RouteStep.through("sequencing", first + 2),
                            RouteStep.at("compute", first + 3, new Distribution.Lognormal(1, 0.5)),
                            RouteStep.at(
                                    "interpretation", first + 4, new Distribution.Lognormal(3, 1)));
            double perDay = 13.21 * 24;
            flows.add(flow("urgent " + lab, "urgent", 0, 0.1 * perDay, route));
            flows.add(flow("routine " + lab, "routine", 1, 0.9 * perDay, route));
        }
        return new Model(
                LocalDate.of(2024, 1, 1), List.of(horizonHours), stations, flows, List.of());
    }

    private static Flow flow(
            String name, String line, int priority, double perDay, List<RouteStep> route) {
        return new Flow(name, line, priority, 72, Demand.Poisson.steady(perDay), route);
    }
}
