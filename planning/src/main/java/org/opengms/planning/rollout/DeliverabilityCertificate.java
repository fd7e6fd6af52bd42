package org.opengms.planning.rollout;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Certifies plans by simulation. What is counted are the replications from the first on without a
/// gap, whatever the order in which they ended, so that neither threads nor interruptions change
/// the result. A replication that was run for a plan is not run again for it.
public final class DeliverabilityCertificate {
    private final PlanEvaluation evaluation;
    private final CertificateOptions options;

    /// Finished replications, by what they depend on.
    private final Map<String, Map<Integer, PlanEvaluation.Outcome>> finished =
            new ConcurrentHashMap<>();

    /// @param evaluation carries plans out
    public DeliverabilityCertificate(PlanEvaluation evaluation, CertificateOptions options) {
        this.evaluation = evaluation;
        this.options = options;
    }

    /// Certifies a plan.
    public Deliverability certify(RolloutPlan plan) {
        return certify(plan, Double.NaN, options.errorEachSide());
    }

    /// Certifies a plan as far as needed to say whether its lower limit reaches a target: once more
    /// replications have failed than that allows, the rest are left out.
    ///
    /// @param target of the lower limit, 0 to 1
    /// @throws IllegalArgumentException if there are too few replications for any plan to reach it
    public Deliverability certify(RolloutPlan plan, double target) {
        return certify(plan, target, options.errorEachSide());
    }

    Deliverability certify(RolloutPlan plan, double target, double errorEachSide) {
        int least = Double.isNaN(target) ? 1 : ClopperPearson.leastTrials(errorEachSide, target);
        if (options.replications() < least) {
            throw new IllegalArgumentException(
                    "OGMS-6463 %d replications cannot show that a plan reaches %s with an error of %.4f, even if all hold. Ask for at least %d."
                            .formatted(options.replications(), target, errorEachSide, least));
        }
        String digest =
                HexFormat.of()
                        .formatHex(Sha256.of(evaluation.digest() + "\n" + plan.digest()))
                        .substring(0, 32);
        try (@Nullable Checkpoint checkpoint =
                options.checkpoints()
                        .map(directory -> new Checkpoint(file(directory, digest), digest))
                        .orElse(null)) {
            int allowed =
                    Double.isNaN(target)
                            ? options.replications()
                            : ClopperPearson.mostFailures(
                                    options.replications(), errorEachSide, target);
            Run run = new Run(plan, checkpoint, allowed);
            finished.getOrDefault(digest, Map.of()).forEach(run::count);
            Deliverability.Ending ending = run.run();
            finished.put(digest, Map.copyOf(run.done));
            return counted(run.done, ending, allowed, errorEachSide);
        }
    }

    private static Path file(Path directory, String digest) {
        return directory.resolve("replications-" + digest.substring(0, 16) + ".txt");
    }

    /// The replications of one plan.
    private final class Run {
        private final RolloutPlan plan;
        private final @Nullable Checkpoint checkpoint;
        private final int allowedFailures;
        private final long end = System.nanoTime() + options.time().toNanos();
        final Map<Integer, PlanEvaluation.Outcome> done = new TreeMap<>();
        private int next;
        private int failures;
        private Deliverability.Ending ending = Deliverability.Ending.COMPLETE;

        Run(RolloutPlan plan, @Nullable Checkpoint checkpoint, int allowedFailures) {
            this.plan = plan;
            this.checkpoint = checkpoint;
            this.allowedFailures = allowedFailures;
            if (checkpoint != null) {
                checkpoint.done().forEach(this::count);
            }
        }

        Deliverability.Ending run() {
            try (ExecutorService workers = Executors.newFixedThreadPool(options.threads())) {
                List<Future<?>> all = new ArrayList<>();
                for (int i = 0; i < options.threads(); i++) {
                    all.add(workers.submit(this::work));
                }
                for (Future<?> worker : all) {
                    worker.get();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("the certificate was interrupted", e);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                throw new IllegalStateException("a replication failed", e.getCause());
            }
            return ending;
        }

        private void work() {
            for (int replication = take(); replication >= 0; replication = take()) {
                PlanEvaluation.Outcome outcome;
                try {
                    outcome = evaluation.evaluate(plan, replication);
                } catch (RuntimeException | Error e) {
                    stop();
                    throw e;
                }
                if (Thread.currentThread().isInterrupted()) {
                    // Its simulation was broken off; what it says is not how the plan goes.
                    stop();
                    throw new CancellationException(
                            "OGMS-6435 The certificate was interrupted in replication %d. Run it again: with checkpoints it goes on from there."
                                    .formatted(replication));
                }
                finish(replication, outcome);
            }
        }

        /// The next replication to run; −1 if there is none.
        private synchronized int take() {
            while (done.containsKey(next)) {
                next++;
            }
            if (next >= options.replications() || ending != Deliverability.Ending.COMPLETE) {
                return -1;
            }
            if (failures > allowedFailures) {
                ending = Deliverability.Ending.REFUTED;
            } else if (System.nanoTime() >= end) {
                ending = Deliverability.Ending.OUT_OF_TIME;
            } else if (heapInUse() > options.heapMegabytes() * (1L << 20)) {
                ending = Deliverability.Ending.OUT_OF_MEMORY;
            } else {
                return next++;
            }
            return -1;
        }

        private synchronized void stop() {
            next = options.replications();
        }

        private synchronized void finish(int replication, PlanEvaluation.Outcome outcome) {
            if (checkpoint != null) {
                checkpoint.add(replication, outcome);
            }
            count(replication, outcome);
            options.progress()
                    .accept(
                            new CertificateOptions.Progress(
                                    done.size(), options.replications(), done.size() - failures));
        }

        private void count(int replication, PlanEvaluation.Outcome outcome) {
            if (replication < options.replications()
                    && done.putIfAbsent(replication, outcome) == null) {
                failures += outcome.held() ? 0 : 1;
            }
        }
    }

    /// Bytes that the last collection left in use.
    private static long heapInUse() {
        long bytes = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            MemoryUsage usage =
                    pool.getType() == MemoryType.HEAP ? pool.getCollectionUsage() : null;
            bytes += usage == null ? 0 : usage.getUsed();
        }
        return bytes;
    }

    private Deliverability counted(
            Map<Integer, PlanEvaluation.Outcome> done,
            Deliverability.Ending ending,
            int allowed,
            double errorEachSide) {
        List<PlanEvaluation.Outcome> counted = new ArrayList<>();
        int failures = 0;
        for (int i = 0; done.containsKey(i) && failures <= allowed; i++) {
            PlanEvaluation.Outcome outcome = done.get(i);
            counted.add(outcome);
            failures += outcome.held() ? 0 : 1;
        }
        if (failures > allowed) {
            ending = Deliverability.Ending.REFUTED;
        }
        if (counted.isEmpty()) {
            throw new IllegalArgumentException(
                    "OGMS-6434 No replication ended within %s. Give more time."
                            .formatted(options.time()));
        }
        int held = counted.size() - failures;
        ClopperPearson limits = ClopperPearson.of(held, counted.size(), errorEachSide);
        return new Deliverability(
                (double) held / counted.size(),
                limits.lower(),
                limits.upper(),
                counted.size(),
                held,
                1 - errorEachSide,
                counted.stream().mapToDouble(PlanEvaluation.Outcome::value).average().orElse(0),
                quarters(counted, errorEachSide),
                ending);
    }

    private List<Deliverability.Quarter> quarters(
            Collection<PlanEvaluation.Outcome> outcomes, double errorEachSide) {
        List<Deliverability.Quarter> quarters = new ArrayList<>();
        for (int q = 0; q < evaluation.quarters(); q++) {
            int held = 0;
            int heldFrom = 0;
            Map<String, double[]> byResource = new TreeMap<>();
            for (PlanEvaluation.Outcome outcome : outcomes) {
                PlanEvaluation.Quarter quarter = outcome.quarters().get(q);
                held += quarter.held() ? 1 : 0;
                heldFrom += outcome.holdsFrom() <= q ? 1 : 0;
                double[] sums = byResource.computeIfAbsent(quarter.binding(), _ -> new double[2]);
                sums[0]++;
                sums[1] += quarter.load();
            }
            Map.Entry<String, double[]> most =
                    byResource.entrySet().stream()
                            .max(Comparator.comparingDouble(entry -> entry.getValue()[0]))
                            .orElseThrow();
            quarters.add(
                    new Deliverability.Quarter(
                            (double) held / outcomes.size(),
                            most.getKey(),
                            most.getValue()[0] / outcomes.size(),
                            most.getValue()[1] / most.getValue()[0],
                            (double) heldFrom / outcomes.size(),
                            ClopperPearson.of(heldFrom, outcomes.size(), errorEachSide).lower()));
        }
        return quarters;
    }
}
