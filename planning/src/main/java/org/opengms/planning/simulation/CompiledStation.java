package org.opengms.planning.simulation;

import java.util.List;

/// A station, ready to be run; the same for all replications.
final class CompiledStation {
    private static final Capacity NO_CAPACITY = Capacity.of(0);

    final int form;
    final String name;
    final long nameKey;
    final QueueOrder order;
    final boolean pauses;
    final int priorities;
    final OpenSegments segments;
    final int batchSize;
    final double timeoutHours;
    final CompiledDuration runHours;
    final double[] sessionHours;
    final int[] sessionPlaces;
    final double sessionLengthHours;

    private final Capacity capacity;
    private final double horizonHours;
    private final CapacityTimeline withoutOutages;

    /// @param priorities how many classes the model uses
    CompiledStation(Station station, Model model, int priorities, OpenSegmentsByHours calendars) {
        name = station.name();
        nameKey = Draws.key(0, name);
        this.priorities = priorities;
        horizonHours = model.horizonHours();
        capacity =
                switch (station) {
                    case Station.Servers servers -> servers.capacity();
                    case Station.Batches batches -> batches.machines();
                    case Station.Delay _, Station.Sessions _ -> NO_CAPACITY;
                };
        segments = calendars.of(capacity.openingHours());
        withoutOutages = new CapacityTimeline(capacity, segments, horizonHours, List.of());
        form =
                switch (station) {
                    case Station.Delay _ -> StationState.DELAY;
                    case Station.Servers _ -> StationState.SERVERS;
                    case Station.Batches _ -> StationState.BATCHES;
                    case Station.Sessions _ -> StationState.SESSIONS;
                };
        order =
                switch (station) {
                    case Station.Delay _ -> QueueOrder.BY_PRIORITY;
                    case Station.Servers servers -> servers.order();
                    case Station.Batches batches -> batches.order();
                    case Station.Sessions sessions -> sessions.order();
                };
        pauses =
                station instanceof Station.Servers servers
                        && servers.closing() == Station.Closing.PAUSE;
        if (station instanceof Station.Batches batches) {
            batchSize = batches.batchSize();
            timeoutHours = batches.timeoutHours();
            runHours = CompiledDuration.of(batches.runHours());
        } else {
            batchSize = 1;
            timeoutHours = Double.POSITIVE_INFINITY;
            runHours = CompiledDuration.of(Distribution.NONE);
        }
        if (station instanceof Station.Sessions sessions) {
            sessionHours = hoursOf(sessions, model);
            sessionPlaces = placesOf(sessions, sessionHours);
            sessionLengthHours = sessions.lengthHours();
        } else {
            sessionHours = new double[0];
            sessionPlaces = new int[0];
            sessionLengthHours = 0;
        }
    }

    /// The station at the start of a replication.
    ///
    /// @param replicationKey of all random numbers of the replication
    StationState start(Journeys journeys, long replicationKey) {
        long key = Draws.at(replicationKey, nameKey);
        CapacityTimeline timeline = withoutOutages;
        if (!capacity.outages().isEmpty()) {
            List<OutageIntervals> outages =
                    capacity.outages().stream()
                            .map(kind ->
                                    new OutageIntervals(
                                            kind, Draws.key(key, kind.name()), horizonHours))
                            .toList();
            timeline = new CapacityTimeline(capacity, segments, horizonHours, outages);
        }
        return new StationState(this, journeys, timeline, key);
    }

    private static double[] hoursOf(Station.Sessions sessions, Model model) {
        int weeks = (int) Math.ceil(model.horizonHours() / 168);
        return java.util.stream.IntStream.range(0, weeks)
                .boxed()
                .flatMap(week ->
                        sessions.times().stream()
                                .filter(time ->
                                        !sessions.closedDays()
                                                .contains(model.start().plusDays(day(week, time))))
                                .map(time -> day(week, time) * 24.0 + time.hour()))
                .mapToDouble(Double::doubleValue)
                .filter(hour -> hour < model.horizonHours())
                .sorted()
                .toArray();
    }

    private static long day(int week, Station.Sessions.Time time) {
        return week * 7L + (time.day().getValue() - 1);
    }

    private static int[] placesOf(Station.Sessions sessions, double[] hours) {
        int[] places = new int[hours.length];
        int step = 0;
        for (int i = 0; i < hours.length; i++) {
            while (step + 1 < sessions.seats().size()
                    && sessions.seats().get(step + 1).fromHours() <= hours[i]) {
                step++;
            }
            places[i] = (int) sessions.seats().get(step).units();
        }
        return places;
    }
}
