package org.opengms.planning.trial;

import java.util.Arrays;

/// What came of one run.
///
/// *On time* means reported by the end of the run and within the target. *Within target* is on time
/// over reported and not reported though the target has passed. The *served share* of a region
/// within a class is on time over requests, of those that arrived at least the target before the
/// end and were not to be cancelled (which is drawn beforehand, so that it is the same for every
/// policy).
final class TrialTally {
    private final TrialWorld world;
    private final TrialSettings settings;
    private final short[] arrivalDay;
    private final int[] turnarounds;
    private final long[][] eligible;
    private final long[][] served;

    double onTimeValue;
    long onTime;
    long reported;
    long unfinished;
    long lateUnfinished;

    TrialTally(TrialWorld world) {
        this.world = world;
        this.settings = world.settings;
        arrivalDay = new short[world.requests()];
        for (int day = 0; day < settings.days(); day++) {
            Arrays.fill(arrivalDay, world.firstOfDay[day], world.firstOfDay[day + 1], (short) day);
        }
        turnarounds = new int[settings.days() + 64];
        eligible = new long[settings.classes()][settings.regions()];
        served = new long[settings.classes()][settings.regions()];
        for (int request = 0; request < world.requests(); request++) {
            if (countsForShare(request)) {
                eligible[world.kind[request]][world.region[request]]++;
            }
        }
    }

    int arrivalDay(int request) {
        return arrivalDay[request];
    }

    private boolean countsForShare(int request) {
        return world.cancelledAfter[request] == 0
                && arrivalDay[request] < settings.days() - settings.targetDays();
    }

    void reported(int request, int reportDay, int lab) {
        if (reportDay >= settings.days()) {
            unfinished(request);
            return;
        }
        int turnaround = reportDay - arrivalDay[request];
        reported++;
        turnarounds[turnaround]++;
        if (turnaround > settings.targetDays()) {
            return;
        }
        onTime++;
        onTimeValue +=
                world.benefit[world.kind[request]]
                        - (lab == world.region[request] ? 0 : settings.transferCost());
        if (countsForShare(request)) {
            served[world.kind[request]][world.region[request]]++;
        }
    }

    void unfinished(int request) {
        unfinished++;
        if (arrivalDay[request] + settings.targetDays() < settings.days()) {
            lateUnfinished++;
        }
    }

    double withinTargetShare() {
        long due = reported + lateUnfinished;
        return due == 0 ? 1 : (double) onTime / due;
    }

    int turnaroundQuantile(double share) {
        long seen = 0;
        for (int days = 0; days < turnarounds.length; days++) {
            seen += turnarounds[days];
            if (seen >= share * reported) {
                return days;
            }
        }
        return turnarounds.length - 1;
    }

    /// The share of a region within a class.
    double servedShare(int kind, int region) {
        return eligible[kind][region] == 0
                ? 0
                : (double) served[kind][region] / eligible[kind][region];
    }
}
