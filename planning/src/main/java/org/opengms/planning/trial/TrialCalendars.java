package org.opengms.planning.trial;

import org.opengms.planning.routing.ResourceCalendar;
import org.opengms.planning.routing.ResourceCalendar.Precedence;

/// What each laboratory of a run has promised, and whether more fits: sequencing within the first
/// part of the target, interpretation within the rest.
final class TrialCalendars {
    /// The part of the target within which genomes must be sequenced.
    private static final double SEQUENCING_PART = 0.45;

    private final TrialWorld world;
    private final TrialSettings settings;
    private final double pessimism;
    private final int labs;
    private final int horizon;
    private final int sequencedAfter;
    private final ResourceCalendar[] genomes;
    private final ResourceCalendar[] hours;
    private final double[] capacity;
    private int firstOpen;

    TrialCalendars(TrialWorld world, double pessimism, double urgentShare) {
        this.world = world;
        this.settings = world.settings;
        this.pessimism = pessimism;
        labs = settings.regions();
        horizon = settings.targetDays() + 1;
        sequencedAfter = (int) (SEQUENCING_PART * settings.targetDays());
        genomes = new ResourceCalendar[labs];
        hours = new ResourceCalendar[labs];
        capacity = new double[horizon];
        for (int l = 0; l < labs; l++) {
            genomes[l] = new ResourceCalendar(capacity, urgentShare);
            hours[l] = new ResourceCalendar(capacity, urgentShare);
        }
    }

    /// Takes the work that is open this morning and the forecast of this morning.
    void restart(TrialRun run) {
        for (int l = 0; l < labs; l++) {
            forecast(run.day(), world.genomeFactor[l]);
            for (int ahead = 0; ahead < horizon; ahead++) {
                capacity[ahead] *= world.meanGenomes[l];
            }
            genomes[l].restart(capacity);
            forecast(run.day(), world.hourFactor[l]);
            for (int ahead = 0; ahead < horizon; ahead++) {
                capacity[ahead] *=
                        TrialWorld.isWeekday(run.day() + ahead)
                                ? world.meanHours[l] * TrialWorld.WEEKDAY_HOURS_FACTOR
                                : 0;
            }
            hours[l].restart(capacity);
        }
        collectWork(run);
    }

    /// Promises a case if all of it fits.
    boolean reserve(int kind, int lab, boolean atHome, Precedence precedence) {
        TrialSettings.Features features = settings.features();
        int ready = features.preparationDays() + (atHome ? 0 : features.transferDays());
        int interpretable = sequencedAfter + features.sequencingDays();
        int interpreted = settings.targetDays() - features.reportingDays();
        double genomeNeed = world.genomes[kind];
        double hourNeed = world.hours[kind];
        if (genomes[lab].room(ready, sequencedAfter, precedence) < genomeNeed
                || hours[lab].room(interpretable, interpreted, precedence) < hourNeed) {
            return false;
        }
        genomes[lab].commit(ready, sequencedAfter, genomeNeed);
        hours[lab].commit(interpretable, interpreted, hourNeed);
        return true;
    }

    /// Capacity as a share of the mean of the first year, planned steps in. Of an outage that has
    /// begun its end is known, of later ones nothing.
    private void forecast(int day, double[] factor) {
        boolean outage = true;
        for (int ahead = 0; ahead < horizon; ahead++) {
            int at = Math.min(day + ahead, settings.days() - 1);
            outage &= factor[at] < 1;
            capacity[ahead] = TrialWorld.capacityStep(at) * (outage ? factor[at] : 1) * pessimism;
        }
    }

    private void collectWork(TrialRun run) {
        int today = run.day();
        int end = world.firstOfDay[today];
        while (firstOpen < end && !run.stage(firstOpen).isOpen()) {
            firstOpen++;
        }
        for (int request = firstOpen; request < end; request++) {
            if (run.stage(request).isOpen()) {
                collect(request, run);
            }
        }
    }

    private void collect(int request, TrialRun run) {
        int lab = run.laboratory(request);
        int age = run.day() - run.arrivalDay(request);
        int sequencingDays = settings.features().sequencingDays();
        int hoursFrom =
                switch (run.stage(request)) {
                    case PREPARATION, SEQUENCING_QUEUE -> {
                        genomes[lab].commit(
                                run.readyDay(request) - run.day(),
                                sequencedAfter - age,
                                run.genomesLeft(request));
                        yield Math.max(sequencedAfter - age, 0) + sequencingDays;
                    }
                    case RUNNING -> run.readyDay(request) - run.day();
                    case INTERPRETATION_QUEUE, CONVENTIONAL, DONE, CANCELLED -> 0;
                };
        int interpreted = settings.targetDays() - settings.features().reportingDays();
        hours[lab].commit(hoursFrom, interpreted - age, run.hoursLeft(request));
    }
}
