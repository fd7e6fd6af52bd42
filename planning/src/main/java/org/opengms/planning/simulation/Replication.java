package org.opengms.planning.simulation;

import java.util.Optional;

/// One run of a model: the loop over its events.
///
/// An event is a time and a payload: in its upper bits the order among events of equal times, below
/// its kind, below that the flow, station or journey it is about. At equal times calendars come
/// before journeys, then what was planned earlier.
final class Replication implements StationLoads {
    /// Bits that count one step's reworks in a journey.
    static final int REWORK_BITS = 6;

    /// The most events that can be told apart.
    static final long MOST_EVENTS = 1L << 35;

    /// The most journeys in progress that an event can name.
    static final int MOST_JOURNEYS = (1 << 23) - 1;

    private static final int INDEX_BITS = 23;
    private static final int KIND_BITS = 3;
    private static final int KIND_MASK = (1 << KIND_BITS) - 1;
    private static final long ONE_MORE = 1L << (INDEX_BITS + KIND_BITS);
    private static final long AFTER_CALENDARS = 1L << 62;

    private static final int ARRIVAL = 0;
    private static final int WORK_ENDS = 1;
    private static final int BATCH_ENDS = 2;
    private static final int TIMEOUT = 3;
    private static final int SESSION_ENDS = 4;
    private static final int CAPACITY_CHANGES = 5;
    private static final int SESSION_BEGINS = 6;
    private static final int PERIOD_ENDS = 7;

    private static final long CHECK_EVERY_EVENTS = 1 << 16;

    private static final long BACKLOG = 1;
    private static final long ARRIVALS = 2;
    private static final long JOURNEYS = 3;

    private final CompiledModel model;
    private final int number;
    private final SimulationLimits limits;
    private final Admission admission;
    private final boolean choosesRoutes;
    private final CompiledStep[] steps;
    private final int[] priority;
    private final double[] targetHours;
    private final double horizonHours;

    private final EventQueue queue = new EventQueue();
    private final Journeys journeys = new Journeys();
    private final StationState[] stations;

    /// The station of each step.
    private final StationState[] stationOf;

    private final Recording recording;
    private final ArrivalStream[] arrivals;
    private final long[] journeyKey;
    private final long[] backlogKey;

    private double now;
    private long planned;
    private long events;
    private long handleUntil;
    private int period;
    private int inProgress;
    private Optional<SimulationResult.Stopped> stopped = Optional.empty();

    Replication(
            CompiledModel model,
            long seed,
            int number,
            SimulationLimits limits,
            Admission admission) {
        this.model = model;
        this.number = number;
        this.limits = limits;
        this.admission = admission;
        choosesRoutes = !admission.equals(Admission.OWN_ROUTE);
        steps = model.steps;
        priority = model.priority;
        targetHours = model.targetHours;
        horizonHours = model.horizonHours;
        long key = Draws.at(Draws.at(0, seed), number);
        stations = new StationState[model.stations.length];
        for (int s = 0; s < stations.length; s++) {
            stations[s] = model.stations[s].start(journeys, key);
        }
        stationOf = new StationState[steps.length];
        for (int s = 0; s < steps.length; s++) {
            stationOf[s] = stations[steps[s].station];
        }
        recording = new Recording(model, stations);
        int flows = model.flowKey.length;
        arrivals = new ArrivalStream[flows];
        journeyKey = new long[flows];
        backlogKey = new long[flows];
        for (int f = 0; f < flows; f++) {
            long flowKey = Draws.at(key, model.flowKey[f]);
            journeyKey[f] = Draws.at(flowKey, JOURNEYS);
            backlogKey[f] = Draws.at(flowKey, BACKLOG);
            arrivals[f] =
                    new ArrivalStream(
                            model.model.flows().get(f).demand(),
                            model.quietDays[f],
                            Draws.at(flowKey, ARRIVALS),
                            horizonHours);
        }
    }

    SimulationResult run() {
        planCalendars();
        takeBacklog();
        for (int f = 0; f < arrivals.length; f++) {
            planArrival(f);
        }
        while (period < model.periodEndHours.length && stopped.isEmpty()) {
            if (events >= limits.maximumEvents()) {
                stop("events exceeded " + limits.maximumEvents());
            } else if (Thread.currentThread().isInterrupted()) {
                stop("it was interrupted");
            } else {
                handleUntil = Math.min(limits.maximumEvents(), events + CHECK_EVERY_EVENTS);
                handleEvents();
            }
        }
        if (stopped.isPresent()) {
            endPeriod();
        }
        return recording.result(number, stopped, now, events);
    }

    private void planCalendars() {
        for (int s = 0; s < stations.length; s++) {
            StationState station = stations[s];
            planCalendar(station.timeline.from(1), CAPACITY_CHANGES, s);
            planSession(station, s);
        }
        planCalendar(model.periodEndHours[0], PERIOD_ENDS, 0);
    }

    private void takeBacklog() {
        long[] taken = new long[backlogKey.length];
        for (int i = 0; i < model.backlogFlow.length && stopped.isEmpty(); i++) {
            int flow = model.backlogFlow[i];
            int slot =
                    begin(
                            flow,
                            -model.backlogAgeHours[i],
                            Draws.at(backlogKey[flow], taken[flow]++));
            recording.wasInProgress(flow);
            enter(slot, model.backlogStep[i]);
        }
    }

    private void handleEvents() {
        EventQueue queue = this.queue;
        while (events < handleUntil) {
            long event = queue.take();
            now = queue.now();
            events++;
            int index = (int) event & ((1 << INDEX_BITS) - 1);
            switch ((int) (event >>> INDEX_BITS) & KIND_MASK) {
                case ARRIVAL -> arrive(index);
                case WORK_ENDS -> endWork(index);
                case BATCH_ENDS -> endBatch(index);
                case TIMEOUT -> timeOut(index);
                case SESSION_ENDS -> goOnAll(index);
                case CAPACITY_CHANGES -> changeCapacity(index);
                case SESSION_BEGINS -> holdSession(index);
                default -> endPeriod();
            }
        }
    }

    private void plan(double time, int kind, int index) {
        planned += ONE_MORE;
        queue.add(time, AFTER_CALENDARS + planned + ((long) kind << INDEX_BITS) + index);
    }

    private void planCalendar(double time, int kind, int index) {
        if (time <= horizonHours) {
            planned += ONE_MORE;
            queue.add(time, planned + ((long) kind << INDEX_BITS) + index);
        }
    }

    private void planArrival(int flow) {
        double hour = arrivals[flow].next();
        if (hour < horizonHours) {
            plan(hour, ARRIVAL, flow);
        }
    }

    // Journeys.

    private void arrive(int flow) {
        long key = Draws.at(journeyKey[flow], arrivals[flow].number());
        planArrival(flow);
        int route = flow;
        if (choosesRoutes) {
            route = chosenRoute(flow);
        }
        int slot = begin(flow, now, key);
        recording.begins(flow, route);
        goOn(slot, model.firstStep[route]);
    }

    private int chosenRoute(int flow) {
        int route = admission.route(now, flow, this);
        if (route < 0 || route >= priority.length) {
            throw new IllegalArgumentException(
                    "OGMS-6032 The admission chose the route of flow %d at hour %s. There are flows 0 to %d."
                            .formatted(route, now, priority.length - 1));
        }
        return route;
    }

    private int begin(int flow, double startedAt, long key) {
        int slot = journeys.begin(flow, startedAt, key);
        if (++inProgress > limits.maximumInProgress()) {
            stop("work in progress exceeded " + limits.maximumInProgress());
        }
        return slot;
    }

    /// Takes a journey to a step, or past it if it is not of the share that takes it.
    private void goOn(int slot, int firstStep) {
        int s = firstStep;
        while (true) {
            CompiledStep step = steps[s];
            if (step.share == 1 || Draws.uniform(journeys.key(slot) + step.shareKey) < step.share) {
                enter(slot, s);
                return;
            }
            if (step.isLast) {
                end(slot);
                return;
            }
            s++;
        }
    }

    private void enter(int slot, int s) {
        CompiledStep step = steps[s];
        StationState station = stationOf[s];
        journeys.setStep(slot, s);
        station.touch(now);
        switch (station.form) {
            case StationState.DELAY -> {
                station.inService++;
                station.beginsAtOnce(priority[journeys.flow(slot)]);
                plan(now + step.work.draw(journeys.key(slot) + step.workKey), WORK_ENDS, slot);
            }
            case StationState.SERVERS -> {
                if (station.inService < station.units) {
                    station.beginsAtOnce(priority[journeys.flow(slot)]);
                    beginWork(slot, step, station);
                } else {
                    enqueue(slot, step, station);
                }
            }
            case StationState.BATCHES -> {
                enqueue(slot, step, station);
                beginBatches(step.station, station);
            }
            default -> enqueue(slot, step, station);
        }
    }

    private void enqueue(int slot, CompiledStep step, StationState station) {
        int flow = journeys.flow(slot);
        journeys.setEnteredAt(slot, now);
        station.line.add(slot, priority[flow], targetHours[flow]);
        station.enqueued(step.places);
    }

    private int takeNext(StationState station) {
        int slot = station.line.take();
        station.waiting--;
        station.placesWaiting -= steps[journeys.step(slot)].places;
        station.beginsAfter(now - journeys.enteredAt(slot), priority[journeys.flow(slot)]);
        return slot;
    }

    private void goOnAll(int firstSlot) {
        int slot = firstSlot;
        while (slot != Journeys.NONE) {
            int next = journeys.next(slot);
            leave(slot, journeys.step(slot));
            slot = next;
        }
    }

    /// Takes a journey on from a step that is done.
    private void leave(int slot, int s) {
        CompiledStep step = steps[s];
        if (step.reworkProbability > 0 && isSentBack(slot, step)) {
            journeys.setKey(slot, Draws.at(journeys.key(slot), 1));
            goOn(slot, step.reworkTo);
        } else if (step.isLast) {
            end(slot);
        } else {
            goOn(slot, s + 1);
        }
    }

    private boolean isSentBack(int slot, CompiledStep step) {
        long reworks = journeys.reworks(slot);
        long before = (reworks >>> step.reworkShift) & ((1 << REWORK_BITS) - 1);
        if (before < step.reworkMaximum
                && Draws.uniform(journeys.key(slot) + step.reworkKey) < step.reworkProbability) {
            journeys.setReworks(slot, reworks + (1L << step.reworkShift));
            return true;
        }
        return false;
    }

    private void end(int slot) {
        int flow = journeys.flow(slot);
        recording.ends(flow, now - journeys.startedAt(slot));
        journeys.release(slot);
        inProgress--;
    }

    // Servers and delays.

    private void beginWork(int slot, CompiledStep step, StationState station) {
        station.inService++;
        double hours = step.work.draw(journeys.key(slot) + step.workKey);
        double end = now + hours;
        if (station.pauses) {
            station.segment = station.segments.at(now, station.segment);
            end = station.segments.endOfWork(now, hours, station.segment);
        }
        plan(end, WORK_ENDS, slot);
    }

    private void endWork(int slot) {
        int s = journeys.step(slot);
        StationState station = stationOf[s];
        station.touch(now);
        station.inService--;
        if (station.waiting > 0 && station.inService < station.units) {
            beginNext(station);
        }
        leave(slot, s);
    }

    private void beginNext(StationState station) {
        int slot = takeNext(station);
        beginWork(slot, steps[journeys.step(slot)], station);
    }

    private void changeCapacity(int index) {
        StationState station = stations[index];
        station.touch(now);
        station.entry++;
        station.setCapacity();
        planCalendar(station.timeline.from(station.entry + 1), CAPACITY_CHANGES, index);
        if (station.form == StationState.BATCHES) {
            beginBatches(index, station);
        } else {
            while (station.waiting > 0 && station.inService < station.units) {
                beginNext(station);
            }
        }
    }

    // Batches.

    private void beginBatches(int index, StationState station) {
        while (station.waiting > 0
                && station.inService < station.units
                && (station.placesWaiting >= station.batchSize
                        || station.line.oldestEnteredAt() + station.timeoutHours <= now)) {
            int first = takeTogether(station, station.batchSize);
            station.inService++;
            plan(
                    now + station.runHours.draw(Draws.at(station.runKey, station.runs++)),
                    BATCH_ENDS,
                    first);
        }
        if (station.waiting > 0 && !station.timerIsSet) {
            double timeout = station.line.oldestEnteredAt() + station.timeoutHours;
            if (timeout > now && timeout < horizonHours) {
                station.timerIsSet = true;
                plan(timeout, TIMEOUT, index);
            }
        }
    }

    /// Takes from the queue, in order, as many as fit.
    ///
    /// @return the first of them, linked with the others
    private int takeTogether(StationState station, int places) {
        int first = Journeys.NONE;
        int last = Journeys.NONE;
        int left = places;
        while (station.waiting > 0) {
            int taken = steps[journeys.step(station.line.peek())].places;
            if (taken > left) {
                break;
            }
            left -= taken;
            int slot = takeNext(station);
            if (first == Journeys.NONE) {
                first = slot;
            } else {
                journeys.setNext(last, slot);
            }
            journeys.setNext(slot, Journeys.NONE);
            last = slot;
        }
        if (station.form == StationState.BATCHES) {
            station.batchBegins(places - left);
        } else {
            station.sessionBegins(places - left, places);
        }
        return first;
    }

    private void endBatch(int firstSlot) {
        int index = steps[journeys.step(firstSlot)].station;
        StationState station = stations[index];
        station.touch(now);
        station.inService--;
        beginBatches(index, station);
        goOnAll(firstSlot);
    }

    private void timeOut(int index) {
        StationState station = stations[index];
        station.touch(now);
        station.timerIsSet = false;
        beginBatches(index, station);
    }

    // Sessions.

    private void planSession(StationState station, int index) {
        if (station.session < station.sessionHours.length) {
            planCalendar(station.sessionHours[station.session], SESSION_BEGINS, index);
        }
    }

    private void holdSession(int index) {
        StationState station = stations[index];
        station.touch(now);
        int first = takeTogether(station, station.sessionPlaces[station.session++]);
        planSession(station, index);
        if (first != Journeys.NONE) {
            plan(now + station.sessionLengthHours, SESSION_ENDS, first);
        }
    }

    // Results.

    private void endPeriod() {
        recording.endPeriod(now, journeys);
        period++;
        if (period < model.periodEndHours.length) {
            planCalendar(model.periodEndHours[period], PERIOD_ENDS, 0);
        } else {
            handleUntil = 0;
        }
    }

    private void stop(String reason) {
        StationState longest = stations[0];
        for (StationState station : stations) {
            if (station.waiting > longest.waiting) {
                longest = station;
            }
        }
        stopped =
                Optional.of(
                        new SimulationResult.Stopped(
                                "stopped at hour %s because %s; %d wait at station %s"
                                        .formatted(now, reason, longest.waiting, longest.name),
                                now,
                                longest.name));
        handleUntil = 0;
    }

    // What an admission may see.

    @Override
    public int waiting(int station) {
        return stations[station].waiting;
    }

    @Override
    public int inService(int station) {
        return stations[station].inService;
    }

    @Override
    public int units(int station) {
        return stations[station].units;
    }

    @Override
    public int inProgress() {
        return inProgress;
    }
}
