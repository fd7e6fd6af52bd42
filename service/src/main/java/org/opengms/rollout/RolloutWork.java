package org.opengms.rollout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opengms.datafile.DataFile;
import org.opengms.planning.network.ServiceScenario;
import org.opengms.planning.rollout.CertificateOptions;
import org.opengms.planning.rollout.DeliverabilityCertificate;
import org.opengms.planning.rollout.InvestmentCatalogue;
import org.opengms.planning.rollout.NetworkEvaluation;
import org.opengms.planning.rollout.PlanComparison;
import org.opengms.planning.rollout.PlanPicture;
import org.opengms.planning.rollout.RolloutPlan;
import org.opengms.planning.rollout.RolloutPlanner;
import org.opengms.planning.rollout.RolloutRequest;
import org.opengms.planning.rollout.ScreenLimits;
import org.opengms.planning.simulation.Replications;
import org.opengms.planning.simulation.SimulationLimits;

/// Carries jobs out. A job that was interrupted, by a stop or by a crash, goes on where it was: the
/// plan that was chosen is kept with the job, and finished replications in a folder of their own.
public final class RolloutWork {
    /// Of the time of a run, what all its certificates together may take.
    private static final double CERTIFICATES_SHARE = 0.8;

    private static final int PICTURE_REPLICATIONS = 10;

    /// How often a job is begun without coming on before it is given up: it may be what kills the
    /// server.
    private static final int MOST_BEGUN = 5;

    private static final DataFile<RolloutPlanner.Chosen> CHOSEN =
            new DataFile<>(
                    RolloutPlanner.Chosen.class,
                    "a chosen plan",
                    "OGMS-5610",
                    UnaryOperator.identity());

    private final RolloutJobs jobs;
    private final Path folder;
    private final RolloutLimits limits;
    private final Clock clock;
    private final Duration watched;
    private final AtomicReference<@Nullable Run> running = new AtomicReference<>();
    private volatile boolean isStopping;

    /// @param folder of finished replications, a folder for each job
    /// @param watched how often progress is kept and wishes to stop are seen
    public RolloutWork(
            RolloutJobs jobs, Path folder, RolloutLimits limits, Clock clock, Duration watched) {
        this.jobs = jobs;
        this.folder = folder;
        this.limits = limits;
        this.clock = clock;
        this.watched = watched;
    }

    /// The server stops: the job in hand is to be done again later.
    public static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;

        Stopped(@Nullable Throwable cause) {
            super("OGMS-5611 The server stops; the roll-out goes on after its restart.", cause);
        }
    }

    /// Why a run stops before its end.
    private enum Stop {
        CANCELLED,
        OUT_OF_TIME,
        SERVER,
        /// Its progress cannot be kept.
        UNWATCHED
    }

    /// Carries out a job, or goes on with it.
    ///
    /// @throws Stopped if the server stops meanwhile
    public void run(RolloutJobId id) {
        Optional<Integer> begun = jobs.begin(id, clock.instant());
        if (begun.isEmpty()) {
            if (jobs.find(id).filter(j -> !j.state().isEnded()).isPresent()) {
                jobs.cancelled(id, clock.instant());
            }
            sweep(id);
            return;
        }
        if (begun.get() > MOST_BEGUN) {
            fail(
                    id,
                    "OGMS-5612 The server stopped %d times while it worked on this, without coming on. Ask for less: fewer replications, or a smaller scenario."
                            .formatted(begun.get() - 1));
            return;
        }
        Run run = new Run(id);
        running.set(run);
        try {
            run.run();
        } finally {
            running.set(null);
        }
    }

    /// Gives up a job that failed again and again.
    public void giveUp(RolloutJobId id) {
        fail(
                id,
                "OGMS-5613 The service failed to plan this every time it tried. Its log says why.");
    }

    /// Stops the job in hand, for the server stops. It stays in the queue.
    public void stop() {
        isStopping = true;
        Run run = running.get();
        if (run != null) {
            run.stop(Stop.SERVER);
        }
    }

    private void fail(RolloutJobId id, String words) {
        jobs.failed(id, words, clock.instant());
        sweep(id);
    }

    /// Removes the finished replications of a job that has ended.
    public void sweep(RolloutJobId id) {
        try (Stream<Path> files = Files.walk(folder.resolve(id.toString()))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException nothingKept) {
            // a job that never came to its certificate
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "OGMS-5614 Cannot remove what roll-out %s kept in %s. Check permissions."
                            .formatted(id, folder),
                    e);
        }
    }

    /// One run of a job.
    private final class Run {
        private final RolloutJobId id;
        private final Thread worker = Thread.currentThread();
        private final long end = System.nanoTime() + limits.time().toNanos();
        private final AtomicReference<RolloutProgress> progress =
                new AtomicReference<>(RolloutProgress.of(RolloutStep.PREPARATION, 1));
        private final AtomicReference<@Nullable Stop> stop = new AtomicReference<>();
        private final AtomicReference<@Nullable RuntimeException> watching =
                new AtomicReference<>();
        private final CountDownLatch over = new CountDownLatch(1);

        Run(RolloutJobId id) {
            this.id = id;
        }

        void run() {
            Thread watcher = Thread.ofPlatform().daemon().name("rollout-watch").start(this::watch);
            if (isStopping) {
                stop(Stop.SERVER);
            }
            Optional<RolloutResult> result = Optional.empty();
            @Nullable RuntimeException failure = null;
            boolean isOutOfMemory = false;
            try {
                result = Optional.of(result());
            } catch (RuntimeException e) {
                failure = e;
            } catch (OutOfMemoryError e) {
                isOutOfMemory = true;
            } finally {
                over.countDown();
                joined(watcher);
                // An interruption was for the work, which has ended.
                Thread.interrupted();
            }
            if (isOutOfMemory) {
                fail(
                        id,
                        "OGMS-5615 The server has too little memory for this. Ask for a smaller scenario, or give the program more memory.");
            } else if (result.isPresent()) {
                jobs.done(id, result.get().text(), clock.instant());
                sweep(id);
            } else {
                ended(failure);
            }
        }

        private void ended(@Nullable RuntimeException failure) {
            switch (stop.get()) {
                case CANCELLED -> {
                    jobs.cancelled(id, clock.instant());
                    sweep(id);
                }
                case OUT_OF_TIME ->
                        fail(
                                id,
                                "OGMS-5616 It took longer than the %d minutes that the server allows. Ask for fewer replications or a smaller scenario."
                                        .formatted(limits.time().toMinutes()));
                case SERVER -> {
                    jobs.waitAgain(id);
                    throw new Stopped(failure);
                }
                case UNWATCHED ->
                        throw new IllegalStateException(
                                "OGMS-5618 The progress of roll-out %s cannot be kept; it is tried again later."
                                        .formatted(id),
                                watching.get());
                case null -> {
                    if (failure instanceof IllegalArgumentException refused) {
                        fail(id, String.valueOf(refused.getMessage()));
                    } else if (failure != null) {
                        throw failure;
                    }
                }
            }
        }

        private static void joined(Thread watcher) {
            boolean isInterrupted = true;
            while (isInterrupted) {
                try {
                    watcher.join();
                    isInterrupted = false;
                } catch (InterruptedException e) {
                    // The watcher ends at once; what it interrupts is the work, not this.
                    isInterrupted = true;
                }
            }
        }

        /// Keeps progress and sees to it that the run stops where it should.
        private void watch() {
            try {
                boolean isOver = false;
                while (!isOver) {
                    if (jobs.progress(id, progress.get())) {
                        stop(Stop.CANCELLED);
                    }
                    if (System.nanoTime() >= end) {
                        stop(Stop.OUT_OF_TIME);
                    }
                    isOver = over.await(watched.toMillis(), TimeUnit.MILLISECONDS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                watching.set(e);
                stop(Stop.UNWATCHED);
            }
        }

        /// A certificate sees the wish after its next replication. It must not be interrupted: an
        /// interrupted replication would count as failed. Everything else runs on this thread, and
        /// what comes of an interrupted simulation is thrown away.
        private void stop(Stop reason) {
            boolean isFirst = stop.compareAndSet(null, reason);
            if (isFirst && !progress.get().step().isCertificate()) {
                worker.interrupt();
            }
        }

        private void goOn() {
            if (stop.get() != null) {
                throw new IllegalStateException("the run stops");
            }
        }

        private void at(RolloutStep step, int plan) {
            goOn();
            progress.set(RolloutProgress.of(step, plan));
        }

        private RolloutResult result() {
            RolloutQuestion question = jobs.question(id).orElseThrow();
            RolloutQuestion.Read read = question.read();
            goOn();
            return read.plans().size() > 1
                    ? RolloutResult.of(read.scenario(), compared(question, read))
                    : RolloutResult.of(read.scenario(), judged(question, read));
        }

        private RolloutResult.Judged judged(RolloutQuestion question, RolloutQuestion.Read read) {
            RolloutRequest request =
                    new RolloutRequest(
                            read.scenario(),
                            read.catalogue(),
                            Collections.nCopies(read.scenario().quarters(), question.budgetPence()),
                            read.plans().stream().findFirst(),
                            question.seed(),
                            ScreenLimits.DEFAULT,
                            certificate(question, 1, question.target().isPresent() ? 4 : 2),
                            SimulationLimits.STANDARD,
                            question.target());
            RolloutPlanner planner =
                    new RolloutPlanner(request, step -> at(RolloutStep.of(step), 1));
            RolloutPlanner.Answer answer = answer(planner);
            goOn();
            return new RolloutResult.Judged(
                    answer.report(),
                    answer.plan(),
                    picture(question, read, answer.plan()),
                    GoLiveMap.of(read.scenario(), read.catalogue(), answer.plan()));
        }

        private RolloutPlanner.Answer answer(RolloutPlanner planner) {
            Optional<String> kept = jobs.chosen(id);
            if (kept.isPresent()) {
                return planner.certified(CHOSEN.parse(kept.get(), "the chosen plan"));
            }
            Optional<RolloutPlanner.Answer> beyond = planner.beyondCapacity();
            if (beyond.isPresent()) {
                return beyond.get();
            }
            RolloutPlanner.Chosen chosen = planner.chosen();
            goOn();
            jobs.keepChosen(id, CHOSEN.line(chosen));
            return planner.certified(chosen);
        }

        private Optional<PlanPicture> picture(
                RolloutQuestion question, RolloutQuestion.Read read, RolloutPlan plan) {
            at(RolloutStep.PICTURE, 1);
            try {
                PlanPicture picture =
                        PlanPicture.of(
                                read.scenario(),
                                read.catalogue(),
                                plan,
                                question.seed(),
                                PICTURE_REPLICATIONS,
                                SimulationLimits.STANDARD,
                                new Replications(
                                        limits.threads(),
                                        (done, of) ->
                                                progress.set(
                                                        new RolloutProgress(
                                                                RolloutStep.PICTURE,
                                                                1,
                                                                done,
                                                                of,
                                                                0)),
                                        () -> stop.get() != null));
                if (stop.get() != Stop.OUT_OF_TIME) {
                    goOn();
                    return Optional.of(picture);
                }
                return Optional.empty();
            } catch (java.util.concurrent.CancellationException e) {
                if (stop.get() == Stop.OUT_OF_TIME) {
                    // The certificates are there, which is what was asked.
                    return Optional.empty();
                }
                throw e;
            }
        }

        private RolloutResult.Compared compared(
                RolloutQuestion question, RolloutQuestion.Read read) {
            ServiceScenario scenario = read.scenario();
            InvestmentCatalogue catalogue = read.catalogue();
            NetworkEvaluation evaluation =
                    new NetworkEvaluation(
                            scenario, catalogue, question.seed(), SimulationLimits.STANDARD);
            List<PlanComparison.Row> rows = new ArrayList<>();
            List<Integer> goLives = new ArrayList<>();
            for (int i = 0; i < read.plans().size(); i++) {
                RolloutPlan plan = read.plans().get(i);
                at(RolloutStep.CERTIFICATE, i + 1);
                rows.addAll(
                        PlanComparison.of(
                                        List.of(plan),
                                        scenario,
                                        catalogue,
                                        new DeliverabilityCertificate(
                                                evaluation,
                                                certificate(question, i + 1, read.plans().size())))
                                .rows());
                goLives.add(GoLiveMap.of(scenario, catalogue, plan).goLives());
            }
            return new RolloutResult.Compared(new PlanComparison(rows), goLives, read.plans());
        }

        /// @param plan the place of the plan, from 1
        /// @param certificates that share the time of the run
        private CertificateOptions certificate(
                RolloutQuestion question, int plan, int certificates) {
            return CertificateOptions.defaults()
                    .withReplications(question.replications())
                    .withThreads(limits.threads())
                    .withTime(
                            Duration.ofMillis(
                                    (long)
                                            (limits.time().toMillis()
                                                    * CERTIFICATES_SHARE
                                                    / certificates)))
                    .withHeapMegabytes(limits.heapMegabytes())
                    .withCheckpoints(kept())
                    .withProgress(at -> {
                        progress.set(
                                new RolloutProgress(
                                        progress.get().step(),
                                        plan,
                                        at.done(),
                                        at.of(),
                                        at.held()));
                        goOn();
                    });
        }

        private Path kept() {
            try {
                return Files.createDirectories(folder.resolve(id.toString()));
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "OGMS-5617 Cannot keep finished replications in %s. Check permissions and the space left."
                                .formatted(folder),
                        e);
            }
        }
    }
}
