package org.opengms.benchmark;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import umontreal.ssj.randvar.ExponentialGen;
import umontreal.ssj.randvar.LognormalGen;
import umontreal.ssj.rng.MRG32k3a;
import umontreal.ssj.simevents.Event;
import umontreal.ssj.simevents.Simulator;
import umontreal.ssj.simevents.eventlist.SplayTree;

/// The reference model R1, plain, written as SSJ's guide writes its examples: events as objects on
/// a splay tree, its fastest list here. A journey's object is its own event and is used again from
/// step to step.
final class PeerKernel {
    private static final int LABORATORIES = 7;
    private static final int URGENCIES = 2;

    /// Random numbers of the model.
    interface Draws {
        /// Hours until the next arrival.
        double gap(int laboratory, int urgency, double perHour);

        /// Hours of work, lognormal.
        ///
        /// @param mean of the logarithm
        /// @param deviation of the logarithm
        double work(int station, double mean, double deviation);

        /// SSJ's generator MRG32k3a and its inversion, a stream for each purpose.
        static Draws inverting(int replication) {
            List<ExponentialGen> gaps = new ArrayList<>();
            List<LognormalGen> works = new ArrayList<>();
            double[] means = {0.25, 0.6, 0, 1, 3};
            double[] cvs = {0.5, 0.5, 0, 0.5, 1};
            for (int lab = 0; lab < LABORATORIES; lab++) {
                gaps.add(new ExponentialGen(stream(replication), 13.21 * 0.1));
                gaps.add(new ExponentialGen(stream(replication), 13.21 * 0.9));
                for (int s = 0; s < means.length; s++) {
                    double variance = Math.log(1 + cvs[s] * cvs[s]);
                    works.add(
                            new LognormalGen(
                                    stream(replication),
                                    Math.log(Math.max(means[s], 1e-9)) - variance / 2,
                                    Math.sqrt(Math.max(variance, 1e-9))));
                }
            }
            return new Draws() {
                @Override
                public double gap(int laboratory, int urgency, double perHour) {
                    return gaps.get(URGENCIES * laboratory + urgency).nextDouble();
                }

                @Override
                public double work(int station, double mean, double deviation) {
                    return works.get(station).nextDouble();
                }
            };
        }

        private static MRG32k3a stream(int replication) {
            MRG32k3a stream = new MRG32k3a();
            for (int i = 0; i < replication; i++) {
                stream.resetNextSubstream();
            }
            return stream;
        }

        /// The JDK's fastest generator with its own normal and exponential draws.
        static Draws ofTheJdk(int replication) {
            RandomGenerator random =
                    RandomGeneratorFactory.of("Xoroshiro128PlusPlus").create(replication + 1L);
            return new Draws() {
                @Override
                public double gap(int laboratory, int urgency, double perHour) {
                    return random.nextExponential() / perHour;
                }

                @Override
                public double work(int station, double mean, double deviation) {
                    return Math.exp(mean + deviation * random.nextGaussian());
                }
            };
        }
    }

    private final Simulator simulator = new Simulator(new SplayTree());
    private final Draws draws;
    private final Place[] places = new Place[5 * LABORATORIES];
    private final long[] finished = new long[URGENCIES];
    private final double[] turnaroundHours = new double[URGENCIES];
    private long events;

    PeerKernel(Draws draws) {
        this.draws = draws;
    }

    KernelAgainstPeer.Counted run(double horizonHours) {
        simulator.init();
        for (int lab = 0; lab < LABORATORIES; lab++) {
            int first = 5 * lab;
            places[first] = new Desk(first, 4, 0.25, 0.5);
            places[first + 1] = new Desk(first + 1, 10, 0.6, 0.5);
            places[first + 2] = new Runs();
            places[first + 3] = new Desk(first + 3, 16, 1, 0.5);
            places[first + 4] = new Desk(first + 4, 46, 3, 1);
            new Source(lab, 0, 13.21 * 0.1).planNext();
            new Source(lab, 1, 13.21 * 0.9).planNext();
        }
        new Event(simulator) {
            @Override
            public void actions() {
                simulator.stop();
            }
        }.schedule(horizonHours);
        simulator.start();
        return new KernelAgainstPeer.Counted(
                finished[0] + finished[1],
                events,
                turnaroundHours[0] / finished[0],
                turnaroundHours[1] / finished[1]);
    }

    private final class Source extends Event {
        private final int laboratory;
        private final int urgency;
        private final double perHour;

        Source(int laboratory, int urgency, double perHour) {
            super(PeerKernel.this.simulator);
            this.laboratory = laboratory;
            this.urgency = urgency;
            this.perHour = perHour;
        }

        void planNext() {
            schedule(draws.gap(laboratory, urgency, perHour));
        }

        @Override
        public void actions() {
            events++;
            planNext();
            new Patient(urgency, 5 * laboratory).enter();
        }
    }

    /// A journey; as an event, the end of its work at a desk.
    private final class Patient extends Event {
        private final int urgency;
        private final int lastStation;
        private final double began;
        private int station;

        Patient(int urgency, int firstStation) {
            super(PeerKernel.this.simulator);
            this.urgency = urgency;
            station = firstStation;
            lastStation = firstStation + 4;
            began = simulator.time();
        }

        void enter() {
            places[station].enter(this);
        }

        void goOn() {
            if (station == lastStation) {
                finished[urgency]++;
                turnaroundHours[urgency] += simulator.time() - began;
            } else {
                station++;
                enter();
            }
        }

        @Override
        public void actions() {
            events++;
            ((Desk) places[station]).free();
            goOn();
        }
    }

    private abstract static class Place {
        private final ArrayDeque<Patient> urgent = new ArrayDeque<>();
        private final ArrayDeque<Patient> routine = new ArrayDeque<>();
        int busy;

        abstract void enter(Patient patient);

        final void join(Patient patient) {
            (patient.urgency == 0 ? urgent : routine).addLast(patient);
        }

        final int waiting() {
            return urgent.size() + routine.size();
        }

        final Patient next() {
            return urgent.isEmpty() ? routine.removeFirst() : urgent.removeFirst();
        }
    }

    private final class Desk extends Place {
        private final int number;
        private final int servers;
        private final double mean;
        private final double deviation;

        Desk(int number, int servers, double mean, double cv) {
            this.number = number;
            this.servers = servers;
            double variance = Math.log(1 + cv * cv);
            this.mean = Math.log(mean) - variance / 2;
            deviation = Math.sqrt(variance);
        }

        @Override
        void enter(Patient patient) {
            if (busy < servers) {
                begin(patient);
            } else {
                join(patient);
            }
        }

        private void begin(Patient patient) {
            busy++;
            patient.schedule(draws.work(number, mean, deviation));
        }

        void free() {
            busy--;
            if (waiting() > 0) {
                begin(next());
            }
        }
    }

    private final class Runs extends Place {
        @Override
        void enter(Patient patient) {
            join(patient);
            beginIfFull();
        }

        private void beginIfFull() {
            if (busy < 14 && waiting() >= 48) {
                busy++;
                List<Patient> batch = new ArrayList<>(48);
                while (batch.size() < 48) {
                    batch.add(next());
                }
                new Event(PeerKernel.this.simulator) {
                    @Override
                    public void actions() {
                        events++;
                        busy--;
                        beginIfFull();
                        for (Patient patient : batch) {
                            patient.goOn();
                        }
                    }
                }.schedule(44);
            }
        }
    }
}
