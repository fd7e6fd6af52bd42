package org.opengms.server.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Works on many things at once, but not on more than allowed, and not longer than allowed.
final class Crew {
    private final int atOnce;

    Crew(int atOnce) {
        this.atOnce = atOnce;
    }

    /// One thing to work on.
    @FunctionalInterface
    interface Work<T> {
        void on(T item) throws Exception;
    }

    /// Hears what went wrong with one thing; the others go on.
    @FunctionalInterface
    interface Trouble<T> {
        void with(T item, Exception failure);
    }

    /// Works on every item, each on a thread of its own.
    ///
    /// @param limit how long all of it may take
    /// @throws DemoFailure if it takes longer; what still runs is interrupted
    <T> void each(String what, List<T> items, Duration limit, Work<T> work, Trouble<T> trouble)
            throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        Semaphore places = new Semaphore(atOnce, true);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            List<Future<?>> running = new ArrayList<>();
            for (T item : items) {
                running.add(
                        threads.submit(() -> {
                            try {
                                places.acquire();
                                try {
                                    work.on(item);
                                } finally {
                                    places.release();
                                }
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            } catch (Exception e) {
                                trouble.with(item, e);
                            }
                        }));
            }
            int finished = 0;
            for (Future<?> one : running) {
                try {
                    Object _ = one.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
                    finished++;
                } catch (TimeoutException e) {
                    throw new DemoFailure(
                            "OGMS-4818 %s was not done in %d seconds: %d of %d finished. Look at the server's log; the demo goes on where it stopped when it is run again."
                                    .formatted(what, limit.toSeconds(), finished, running.size()),
                            e);
                } catch (ExecutionException e) {
                    throw new DemoFailure("OGMS-4819 " + what + " failed: " + e.getMessage(), e);
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
