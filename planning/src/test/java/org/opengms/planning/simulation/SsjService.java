package org.opengms.planning.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import umontreal.ssj.simevents.Event;
import umontreal.ssj.simevents.Simulator;
import umontreal.ssj.simevents.eventlist.SplayTree;

/// Another implementation as judge: the same service on SSJ's simulator, with its splay tree and
/// with objects and collections throughout, fed with the same arrivals and the same hours of work.
/// It knows servers by priority with opening hours, after which work in hand is finished, and
/// batches with a time-out.
final class SsjService {
    /// SSJ is told delays, not hours: an hour comes back with the error of a difference and a sum.
    private static final double ROUNDING = 1e-9;

    private final Simulator simulator = new Simulator(new SplayTree());
    private final Model model;
    private final CompiledModel draws;
    private final long key;
    private final IdentityHashMap<RouteStep, CompiledDuration> works = new IdentityHashMap<>();
    private final Map<String, Long> stages = new HashMap<>();
    private final List<Place> places = new ArrayList<>();
    final Map<String, Integer> finished = new HashMap<>();
    final Map<String, Double> turnaroundHours = new HashMap<>();
    final Map<String, Double> waitedHours = new HashMap<>();
    long events;

    SsjService(Model model, long seed, int replication) {
        this.model = model;
        draws = new CompiledModel(model);
        key = Draws.at(Draws.at(0, seed), replication);
    }

    void run() {
        simulator.init();
        for (Station station : model.stations()) {
            places.add(
                    switch (station) {
                        case Station.Servers servers -> new Desk(servers);
                        case Station.Batches batches -> new Runs(batches);
                        case Station.Delay _, Station.Sessions _ ->
                                throw new IllegalArgumentException("not judged here");
                    });
        }
        event(this::endOfHorizon).schedule(model.horizonHours());
        for (int f = 0; f < model.flows().size(); f++) {
            long flowKey = Draws.at(key, draws.flowKey[f]);
            new Source(f, flowKey).planNext();
        }
        simulator.start();
    }

    private static long stageKey(String stage) {
        return Draws.at(Draws.key(0, stage), 1);
    }

    private void endOfHorizon() {
        simulator.stop();
    }

    private Event event(Runnable action) {
        return new Event(simulator) {
            @Override
            public void actions() {
                events++;
                action.run();
            }
        };
    }

    /// Where the journeys of a flow begin.
    private final class Source {
        private final int flow;
        private final long journeys;
        private final ArrivalStream stream;
        private long number;

        Source(int flow, long flowKey) {
            this.flow = flow;
            journeys = Draws.at(flowKey, 3);
            stream =
                    new ArrivalStream(
                            model.flows().get(flow).demand(),
                            draws.quietDays[flow],
                            Draws.at(flowKey, 2),
                            model.horizonHours());
        }

        void planNext() {
            double hour = stream.next();
            if (hour < model.horizonHours()) {
                event(
                                () -> {
                                    Patient patient =
                                            new Patient(
                                                    model.flows().get(flow),
                                                    hour,
                                                    Draws.at(journeys, number++));
                                    planNext();
                                    patient.goOn();
                                })
                        .schedule(hour - simulator.time());
            }
        }
    }

    private final class Patient {
        private final Flow flow;
        private final double began;
        private final long patientKey;
        private int step = -1;
        private double enteredAt;

        Patient(Flow flow, double began, long patientKey) {
            this.flow = flow;
            this.began = began;
            this.patientKey = patientKey;
        }

        double work() {
            RouteStep at = flow.route().get(step);
            return works.computeIfAbsent(at, s -> CompiledDuration.of(s.service()))
                    .draw(patientKey + stages.computeIfAbsent(at.stage(), SsjService::stageKey));
        }

        void goOn() {
            step++;
            if (step == flow.route().size()) {
                finished.merge(flow.reportedAs(), 1, Integer::sum);
                turnaroundHours.merge(flow.reportedAs(), simulator.time() - began, Double::sum);
            } else {
                enteredAt = simulator.time();
                places.get(flow.route().get(step).station()).enter(this);
            }
        }

        void begins() {
            String station = model.stations().get(flow.route().get(step).station()).name();
            waitedHours.merge(station, simulator.time() - enteredAt, Double::sum);
        }
    }

    private abstract static class Place {
        final Map<Integer, ArrayDeque<Patient>> queues = new HashMap<>();
        int busy;

        abstract void enter(Patient patient);

        void join(Patient patient) {
            queues.computeIfAbsent(patient.flow.priority(), _ -> new ArrayDeque<>()).add(patient);
        }

        int waiting() {
            return queues.values().stream().mapToInt(ArrayDeque::size).sum();
        }

        Patient next() {
            Patient patient =
                    queues.entrySet().stream()
                            .filter(queue -> !queue.getValue().isEmpty())
                            .min(Map.Entry.comparingByKey())
                            .orElseThrow()
                            .getValue()
                            .remove();
            patient.begins();
            return patient;
        }
    }

    private final class Desk extends Place {
        private final Station.Servers station;
        private int units;

        Desk(Station.Servers station) {
            this.station = station;
            TreeSet<Double> edges = new TreeSet<>();
            for (OpeningHours.Shift shift : station.capacity().openingHours().shifts()) {
                for (int week = 0; week * 168 < model.horizonHours(); week++) {
                    double day = week * 168 + 24 * (shift.day().getValue() - 1);
                    edges.add(day + shift.fromHour());
                    edges.add(day + shift.untilHour());
                }
            }
            units = unitsAt(0);
            int before = units;
            for (double edge : edges) {
                int after = unitsAt(edge);
                if (edge > 0 && edge <= model.horizonHours() && after != before) {
                    event(() -> change(after)).schedule(edge);
                    before = after;
                }
            }
        }

        private int unitsAt(double hour) {
            double share = 0;
            int day = (int) Math.floor(hour / 24) % 7 + 1;
            for (OpeningHours.Shift shift : station.capacity().openingHours().shifts()) {
                if (shift.day().getValue() == day
                        && shift.fromHour() <= hour % 24
                        && hour % 24 < shift.untilHour()) {
                    share += shift.share();
                }
            }
            return (int) Math.round(share * station.capacity().steps().getFirst().units());
        }

        private void change(int after) {
            units = after;
            beginAll();
        }

        private void beginAll() {
            while (busy < units && waiting() > 0) {
                begin(next());
            }
        }

        @Override
        void enter(Patient patient) {
            if (busy < units) {
                patient.begins();
                begin(patient);
            } else {
                join(patient);
            }
        }

        private void begin(Patient patient) {
            busy++;
            event(
                            () -> {
                                busy--;
                                beginAll();
                                patient.goOn();
                            })
                    .schedule(patient.work());
        }
    }

    private final class Runs extends Place {
        private final Station.Batches station;
        private final long runKey;
        private long runs;
        private boolean timerIsSet;

        Runs(Station.Batches station) {
            this.station = station;
            runKey = Draws.at(key, Draws.key(0, station.name()));
        }

        @Override
        void enter(Patient patient) {
            join(patient);
            beginAll();
        }

        private double oldest() {
            return queues.values().stream()
                    .filter(queue -> !queue.isEmpty())
                    .mapToDouble(queue -> queue.element().enteredAt)
                    .min()
                    .orElseThrow();
        }

        private void beginAll() {
            int units = (int) station.machines().steps().getFirst().units();
            while (busy < units
                    && waiting() > 0
                    && (waiting() >= station.batchSize()
                            || oldest() + station.timeoutHours() <= simulator.time() + ROUNDING)) {
                List<Patient> batch = new ArrayList<>();
                while (batch.size() < station.batchSize() && waiting() > 0) {
                    batch.add(next());
                }
                busy++;
                event(
                                () -> {
                                    busy--;
                                    beginAll();
                                    batch.forEach(Patient::goOn);
                                })
                        .schedule(
                                CompiledDuration.of(station.runHours())
                                        .draw(Draws.at(runKey, runs++)));
            }
            if (waiting() > 0 && !timerIsSet) {
                double timeout = oldest() + station.timeoutHours();
                if (timeout > simulator.time() + ROUNDING && timeout < model.horizonHours()) {
                    timerIsSet = true;
                    event(
                                    () -> {
                                        timerIsSet = false;
                                        beginAll();
                                    })
                            .schedule(timeout - simulator.time());
                }
            }
        }
    }
}
