package org.opengms.planning.trial;

import java.util.Arrays;

/// One policy on one drawing of the service, day by day.
///
/// On each day: runs end, samples get ready, cancellations take effect; then the policy decides
/// about the day's requests; then laboratories sequence and interpret, in the policy's order.
/// Reading stops at the end of the last day: what is reported later is no value.
final class TrialRun {
    /// Where a case is.
    enum Stage {
        CONVENTIONAL,
        PREPARATION,
        SEQUENCING_QUEUE,
        RUNNING,
        INTERPRETATION_QUEUE,
        DONE,
        CANCELLED;

        /// Whether work on it is still to be done.
        boolean isOpen() {
            return switch (this) {
                case PREPARATION, SEQUENCING_QUEUE, RUNNING, INTERPRETATION_QUEUE -> true;
                case CONVENTIONAL, DONE, CANCELLED -> false;
            };
        }
    }

    final TrialWorld world;
    final TrialSettings settings;
    private final TrialSettings.Features features;
    private final int labs;

    /// Work admitted and not done, by laboratory.
    final double[] openGenomes;

    final double[] openHours;
    private final TrialPolicy policy;
    private int day;

    private final Stage[] stage;
    private final byte[] laboratory;
    private final float[] genomesLeft;
    private final float[] hoursLeft;
    private final short[] readyDay;
    private final boolean[] repeated;

    private final DayLists ready;
    private final DayLists runEnds;
    private final DayLists cancellations;
    private final RequestHeap[] sequencing;
    private final RequestHeap[] interpretation;
    private final double[] waitingGenomes;
    private final double[] sequencingCredit;
    private final TrialTally tally;

    private TrialRun(TrialWorld world, TrialPolicy policy) {
        this.world = world;
        this.policy = policy;
        this.settings = world.settings;
        this.features = settings.features();
        this.labs = settings.regions();
        openGenomes = new double[labs];
        openHours = new double[labs];
        int requests = world.requests();
        stage = new Stage[requests];
        Arrays.fill(stage, Stage.CONVENTIONAL);
        laboratory = new byte[requests];
        genomesLeft = new float[requests];
        hoursLeft = new float[requests];
        readyDay = new short[requests];
        repeated = new boolean[requests];
        ready = new DayLists(settings.days());
        runEnds = new DayLists(settings.days());
        cancellations = new DayLists(settings.days());
        sequencing = new RequestHeap[labs];
        interpretation = new RequestHeap[labs];
        for (int l = 0; l < labs; l++) {
            sequencing[l] = new RequestHeap();
            interpretation[l] = new RequestHeap();
        }
        waitingGenomes = new double[labs];
        sequencingCredit = new double[labs];
        tally = new TrialTally(world);
    }

    /// Runs a policy to the end.
    static TrialTally run(TrialWorld world, TrialPolicy policy) {
        TrialRun run = new TrialRun(world, policy);
        for (run.day = 0; run.day < world.settings.days(); run.day++) {
            run.oneDay();
        }
        run.finish();
        return run.tally;
    }

    /// Today, from 0.
    int day() {
        return day;
    }

    /// Whether a laboratory can take samples in today.
    boolean admits(int lab) {
        return !world.digitalOutage[lab][day];
    }

    Stage stage(int request) {
        return stage[request];
    }

    int laboratory(int request) {
        return laboratory[request];
    }

    /// The day on which it got or gets ready for sequencing, or on which its run ends.
    int readyDay(int request) {
        return readyDay[request];
    }

    double genomesLeft(int request) {
        return genomesLeft[request];
    }

    double hoursLeft(int request) {
        return hoursLeft[request];
    }

    /// The day on which a request arrived.
    int arrivalDay(int request) {
        return tally.arrivalDay(request);
    }

    private void oneDay() {
        endRuns();
        for (int i = 0; i < ready.size(day); i++) {
            int request = ready.request(day, i);
            if (stage(request) == Stage.PREPARATION) {
                queueForSequencing(request);
            }
        }
        for (int i = 0; i < cancellations.size(day); i++) {
            cancel(cancellations.request(day, i));
        }
        policy.startOfDay(this);
        for (int request = world.firstOfDay[day]; request < world.firstOfDay[day + 1]; request++) {
            int lab = policy.laboratoryFor(request, this);
            if (lab != TrialPolicy.CONVENTIONAL) {
                admit(request, lab);
            }
        }
        for (int l = 0; l < labs; l++) {
            if (features.cellGenomes() > 0) {
                startCells(l);
            } else {
                sequenceOneByOne(l);
            }
            interpret(l);
        }
    }

    private void admit(int request, int lab) {
        int kind = world.kind[request];
        laboratory[request] = (byte) lab;
        genomesLeft[request] = world.genomes[kind];
        hoursLeft[request] = (float) world.hours[kind];
        openGenomes[lab] += genomesLeft[request];
        openHours[lab] += hoursLeft[request];
        int transfer = lab == world.region[request] ? 0 : features.transferDays();
        readyDay[request] = (short) (day + features.preparationDays() + transfer);
        set(request, Stage.PREPARATION);
        if (readyDay[request] == day) {
            queueForSequencing(request);
        } else {
            ready.add(readyDay[request], request);
        }
        if (world.cancelledAfter[request] > 0) {
            cancellations.add(day + world.cancelledAfter[request], request);
        }
    }

    private void queueForSequencing(int request) {
        set(request, Stage.SEQUENCING_QUEUE);
        readyDay[request] = (short) day;
        waitingGenomes[laboratory[request]] += genomesLeft[request];
        enqueue(sequencing[laboratory[request]], request);
    }

    private void queueForInterpretation(int request) {
        set(request, Stage.INTERPRETATION_QUEUE);
        enqueue(interpretation[laboratory[request]], request);
    }

    private void enqueue(RequestHeap queue, int request) {
        if (policy.urgentFirst() && world.kind[request] < settings.urgentClasses()) {
            queue.addFirst(request);
        } else {
            queue.add(request);
        }
    }

    private void cancel(int request) {
        Stage at = stage(request);
        if (at == Stage.DONE) {
            return;
        }
        int lab = laboratory[request];
        openGenomes[lab] -= genomesLeft[request];
        openHours[lab] -= hoursLeft[request];
        if (at == Stage.SEQUENCING_QUEUE) {
            waitingGenomes[lab] -= genomesLeft[request];
        }
        set(request, Stage.CANCELLED);
    }

    private void endRuns() {
        for (int i = 0; i < runEnds.size(day); i++) {
            int request = runEnds.request(day, i);
            if (stage(request) != Stage.RUNNING) {
                continue;
            }
            int failed = world.failedGenomes[request];
            if (failed > 0 && !repeated[request]) {
                repeated[request] = true;
                genomesLeft[request] = failed;
                openGenomes[laboratory[request]] += failed;
                queueForSequencing(request);
            } else {
                queueForInterpretation(request);
            }
        }
    }

    /// Starts as many runs as there are full cells and capacity, and one that is not full where a
    /// case has waited its time. A sequencer that stands idle can save up one cell at most.
    private void startCells(int lab) {
        RequestHeap queue = sequencing[lab];
        int cell = features.cellGenomes();
        sequencingCredit[lab] += world.genomeCapacity[lab][day];
        while (sequencingCredit[lab] >= cell) {
            dropCancelled(queue, Stage.SEQUENCING_QUEUE);
            boolean full = waitingGenomes[lab] >= cell;
            if (!full && !timedOut(queue)) {
                break;
            }
            sequencingCredit[lab] -= cell;
            fill(lab, queue, cell);
        }
        sequencingCredit[lab] = Math.min(sequencingCredit[lab], cell);
    }

    private boolean timedOut(RequestHeap queue) {
        for (int i = 0; i < queue.size(); i++) {
            int request = queue.item(i);
            if (stage(request) == Stage.SEQUENCING_QUEUE
                    && day - readyDay[request] >= features.cellTimeoutDays()) {
                return true;
            }
        }
        return false;
    }

    /// Puts the most urgent cases into one run of the sequencer, or all its capacity of a day.
    private void fill(int lab, RequestHeap queue, double capacity) {
        double left = capacity;
        while (left > 1e-9) {
            dropCancelled(queue, Stage.SEQUENCING_QUEUE);
            if (queue.isEmpty()) {
                return;
            }
            int request = queue.first();
            double taken = Math.min(left, genomesLeft[request]);
            left -= taken;
            waitingGenomes[lab] -= taken;
            openGenomes[lab] -= taken;
            genomesLeft[request] -= (float) taken;
            if (genomesLeft[request] < 1e-4f) {
                genomesLeft[request] = 0;
                queue.removeFirst();
                if (features.sequencingDays() == 0) {
                    queueForInterpretation(request);
                } else {
                    set(request, Stage.RUNNING);
                    readyDay[request] = (short) (day + features.sequencingDays());
                    runEnds.add(readyDay[request], request);
                }
            }
        }
    }

    private void sequenceOneByOne(int lab) {
        fill(lab, sequencing[lab], world.genomeCapacity[lab][day]);
    }

    private void interpret(int lab) {
        RequestHeap queue = interpretation[lab];
        double left = world.hourCapacity[lab][day];
        while (left > 1e-9) {
            dropCancelled(queue, Stage.INTERPRETATION_QUEUE);
            if (queue.isEmpty()) {
                return;
            }
            int request = queue.first();
            double taken = Math.min(left, hoursLeft[request]);
            left -= taken;
            openHours[lab] -= taken;
            hoursLeft[request] -= (float) taken;
            if (hoursLeft[request] < 1e-4f) {
                hoursLeft[request] = 0;
                queue.removeFirst();
                set(request, Stage.DONE);
                tally.reported(request, day + features.reportingDays(), lab);
            }
        }
    }

    private void dropCancelled(RequestHeap queue, Stage expected) {
        while (!queue.isEmpty() && stage(queue.first()) != expected) {
            queue.removeFirst();
        }
    }

    private void finish() {
        for (int request = 0; request < world.requests(); request++) {
            if (stage(request).isOpen()) {
                tally.unfinished(request);
            }
        }
    }

    private void set(int request, Stage next) {
        stage[request] = next;
    }
}
