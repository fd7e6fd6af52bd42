package org.opengms.planning.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;

/// Runs replications side by side. What comes out does not depend on the number of threads: each
/// replication is a function of its number, and they are returned in its order.
public final class Replications {
    private final int threads;
    private final Progress progress;
    private final BooleanSupplier cancelled;

    /// @param threads how many replications run at once
    /// @param progress told after each that is done, by the calling thread
    /// @param cancelled asked after each that is done; `true` stops the others
    /// @throws IllegalArgumentException if there is no thread
    public Replications(int threads, Progress progress, BooleanSupplier cancelled) {
        if (threads < 1) {
            throw new IllegalArgumentException(
                    "OGMS-6033 Replications are to run on %d threads. Use at least one."
                            .formatted(threads));
        }
        this.threads = threads;
        this.progress = progress;
        this.cancelled = cancelled;
    }

    /// On so many threads, quietly, to the end.
    public static Replications on(int threads) {
        return new Replications(threads, (_, _) -> {}, () -> false);
    }

    /// Runs replications. All that is kept of them is in memory together, so `replication` should
    /// reduce a result to what is needed.
    ///
    /// @param first number of the first
    /// @param count how many
    /// @param replication runs the one of a number; called on several threads at once
    /// @param <R> what is kept of a replication
    /// @return of each replication, in order
    /// @throws CancellationException if it was cancelled, or the calling thread interrupted (its
    ///   interrupt flag stays set); replications in hand are interrupted
    public <R> List<R> run(int first, int count, IntFunction<R> replication) {
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try {
            CompletionService<R> done = new ExecutorCompletionService<>(workers);
            List<Future<R>> all = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int number = first + i;
                all.add(done.submit(() -> replication.apply(number)));
            }
            for (int i = 1; i <= count; i++) {
                done.take().get();
                progress.done(i, count);
                if (i < count && cancelled.getAsBoolean()) {
                    throw new CancellationException(
                            "OGMS-6034 Cancelled after %d of %d replications.".formatted(i, count));
                }
            }
            List<R> results = new ArrayList<>();
            for (Future<R> result : all) {
                results.add(result.resultNow());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            CancellationException stopped =
                    new CancellationException("OGMS-6034 Interrupted between replications.");
            stopped.initCause(e);
            throw stopped;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException refused) {
                throw refused;
            }
            throw new IllegalStateException("OGMS-6035 A replication failed.", e.getCause());
        } finally {
            workers.shutdownNow();
            workers.close();
        }
    }

    /// Told of progress.
    @FunctionalInterface
    public interface Progress {
        /// @param done replications that are done
        /// @param count replications in all
        void done(int done, int count);
    }
}
