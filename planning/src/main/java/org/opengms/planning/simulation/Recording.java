package org.opengms.planning.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a replication has counted: sums of the current period by line, and the periods before.
final class Recording {
    private final CompiledModel model;
    private final StationState[] stations;
    private final LineTally[] lines;
    private final long[] backlogByLine;
    private final long[] journeysByRoute;
    private final List<List<SimulationResult.LinePeriod>> linePeriods = new ArrayList<>();
    private final List<List<SimulationResult.StationPeriod>> stationPeriods = new ArrayList<>();

    Recording(CompiledModel model, StationState[] stations) {
        this.model = model;
        this.stations = stations;
        lines = new LineTally[model.lines.size()];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = new LineTally();
            linePeriods.add(new ArrayList<>());
        }
        for (int s = 0; s < stations.length; s++) {
            stationPeriods.add(new ArrayList<>());
        }
        backlogByLine = new long[lines.length];
        journeysByRoute = new long[model.firstStep.length];
    }

    /// Counts a journey that began before the start.
    void wasInProgress(int flow) {
        int line = model.lineOf[flow];
        lines[line].inProgressFromBefore();
        backlogByLine[line]++;
    }

    void begins(int flow, int route) {
        lines[model.lineOf[flow]].starts();
        journeysByRoute[route]++;
    }

    void ends(int flow, double hours) {
        lines[model.lineOf[flow]].ends(hours, model.targetHours[flow]);
    }

    void endPeriod(double now, Journeys journeys) {
        for (int slot = 0; slot < journeys.slots(); slot++) {
            int flow = journeys.flow(slot);
            if (flow != Journeys.NONE && now - journeys.startedAt(slot) > model.targetHours[flow]) {
                lines[model.lineOf[flow]].overdue++;
            }
        }
        for (int i = 0; i < lines.length; i++) {
            linePeriods.get(i).add(lines[i].endPeriod());
        }
        for (int s = 0; s < stations.length; s++) {
            stationPeriods.get(s).add(stations[s].endPeriod(now));
        }
    }

    SimulationResult result(
            int number, Optional<SimulationResult.Stopped> stopped, double endHours, long events) {
        List<SimulationResult.Line> lineResults = new ArrayList<>();
        for (int i = 0; i < lines.length; i++) {
            lineResults.add(
                    new SimulationResult.Line(
                            model.lines.get(i), backlogByLine[i], linePeriods.get(i)));
        }
        List<SimulationResult.StationLine> stationResults = new ArrayList<>();
        for (int s = 0; s < stations.length; s++) {
            stationResults.add(
                    new SimulationResult.StationLine(stations[s].name, stationPeriods.get(s)));
        }
        List<Long> routes = new ArrayList<>();
        for (long count : journeysByRoute) {
            routes.add(count);
        }
        return new SimulationResult(
                number, stopped, endHours, events, lineResults, stationResults, routes);
    }
}
