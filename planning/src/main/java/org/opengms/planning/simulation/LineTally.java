package org.opengms.planning.simulation;

import org.opengms.planning.statistics.TurnaroundHistogram;

/// The journeys reported under one name: sums of the current period.
final class LineTally {
    private final TurnaroundHistogram turnaround = new TurnaroundHistogram();
    private long started;
    private long finished;
    private long onTime;
    private double turnaroundSumHours;
    private long inProgress;

    /// Counted by who ends a period.
    long overdue;

    void inProgressFromBefore() {
        inProgress++;
    }

    void starts() {
        started++;
        inProgress++;
    }

    void ends(double hours, double targetHours) {
        inProgress--;
        finished++;
        turnaroundSumHours += hours;
        turnaround.record(hours);
        if (hours <= targetHours) {
            onTime++;
        }
    }

    long inProgress() {
        return inProgress;
    }

    SimulationResult.LinePeriod endPeriod() {
        SimulationResult.LinePeriod period =
                new SimulationResult.LinePeriod(
                        started,
                        finished,
                        onTime,
                        turnaroundSumHours,
                        turnaround.trimmed(),
                        inProgress,
                        overdue);
        started = 0;
        finished = 0;
        onTime = 0;
        turnaroundSumHours = 0;
        turnaround.clear();
        overdue = 0;
        return period;
    }
}
