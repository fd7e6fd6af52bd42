package org.opengms.planning.simulation;

import java.util.ArrayList;
import java.util.List;

/// A station in a replication: who works, who waits, and the sums of the current period.
final class StationState {
    /// Forms of stations.
    static final int DELAY = 0;

    static final int SERVERS = 1;
    static final int BATCHES = 2;
    static final int SESSIONS = 3;

    final int form;
    final String name;
    final WaitingLine line;

    /// Whether work rests while closed; then with the opening hours.
    final boolean pauses;

    final OpenSegments segments;
    int segment;

    /// Capacity now and the entry of the timeline that says so.
    final CapacityTimeline timeline;

    int entry;
    int units;
    boolean isOpen = true;

    /// Batches.
    final int batchSize;

    final double timeoutHours;
    final CompiledDuration runHours;
    final long runKey;
    long runs;
    boolean timerIsSet;

    /// Sessions: their hours and places.
    final double[] sessionHours;

    final int[] sessionPlaces;
    final double sessionLengthHours;
    int session;

    int waiting;
    int placesWaiting;
    int inService;

    private double since;
    private double periodFrom;
    private double waitingHours;
    private double busyHours;
    private double availableHours;
    private int mostWaiting;
    private long batches;
    private long placesTaken;
    private final long[] begun;
    private final long[] waited;
    private final double[] waitHours;

    StationState(
            CompiledStation station, Journeys journeys, CapacityTimeline timeline, long runKey) {
        form = station.form;
        name = station.name;
        line = new WaitingLine(journeys, station.order, form == BATCHES);
        pauses = station.pauses;
        segments = station.segments;
        this.timeline = timeline;
        batchSize = station.batchSize;
        timeoutHours = station.timeoutHours;
        runHours = station.runHours;
        this.runKey = runKey;
        sessionHours = station.sessionHours;
        sessionPlaces = station.sessionPlaces;
        sessionLengthHours = station.sessionLengthHours;
        begun = new long[station.priorities];
        waited = new long[station.priorities];
        waitHours = new double[station.priorities];
        if (form == SERVERS || form == BATCHES) {
            setCapacity();
        }
    }

    /// Takes the capacity of the current entry of the timeline.
    void setCapacity() {
        units = timeline.units(entry);
        isOpen = timeline.isOpen(entry);
    }

    /// Brings the sums up to now; to be called before anything counted here changes.
    void touch(double now) {
        double hours = now - since;
        if (hours > 0) {
            since = now;
            waitingHours += waiting * hours;
            availableHours += units * hours;
            if (isOpen || !pauses) {
                busyHours += inService * hours;
            }
        }
    }

    void enqueued(int places) {
        placesWaiting += places;
        if (++waiting > mostWaiting) {
            mostWaiting = waiting;
        }
    }

    void beginsAtOnce(int priority) {
        begun[priority]++;
    }

    void beginsAfter(double hours, int priority) {
        begun[priority]++;
        if (hours > 0) {
            waited[priority]++;
            waitHours[priority] += hours;
        }
    }

    void batchBegins(int places) {
        batches++;
        placesTaken += places;
    }

    void sessionBegins(int places, int offered) {
        batchBegins(places);
        busyHours += places * sessionLengthHours;
        availableHours += offered * sessionLengthHours;
    }

    /// What happened since the period before, which ends here.
    SimulationResult.StationPeriod endPeriod(double now) {
        touch(now);
        List<SimulationResult.Wait> waits = new ArrayList<>();
        for (int i = 0; i < begun.length; i++) {
            waits.add(new SimulationResult.Wait(begun[i], waited[i], waitHours[i]));
            begun[i] = 0;
            waited[i] = 0;
            waitHours[i] = 0;
        }
        SimulationResult.StationPeriod period =
                new SimulationResult.StationPeriod(
                        busyHours,
                        availableHours,
                        now > periodFrom ? waitingHours / (now - periodFrom) : waiting,
                        mostWaiting,
                        batches,
                        placesTaken,
                        waits);
        periodFrom = now;
        waitingHours = 0;
        busyHours = 0;
        availableHours = 0;
        mostWaiting = waiting;
        batches = 0;
        placesTaken = 0;
        return period;
    }
}
