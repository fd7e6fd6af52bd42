package org.opengms.logbook;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.opengms.logbook.LogBook.Placed;
import org.opengms.transparency.log.AppendLog;
import org.opengms.transparency.log.Integrated;
import org.opengms.transparency.log.LogProblem;
import org.opengms.transparency.log.Promise;
import org.opengms.transparency.record.LogEntry;
import org.opengms.transparency.record.SaltedRecord;
import org.opengms.transparency.tiles.TileLog;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Takes records that wait in the database into the log, each once, and notes their places. Of
/// several servers of one database the one that has the log open does it; the others take over when
/// it is gone.
///
/// The log is the truth: after a crash, or when an old backup of the database was restored, places
/// that the database does not know are noted from the log before anything is appended.
public final class LogKeeper implements AutoCloseable {
    /// A record that comes into the log so long after it happened is flagged.
    public static final Duration LATE = Duration.ofMinutes(1);

    private static final int MOST_AT_ONCE = 4096;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);
    private static final Duration LONGEST_INTEGRATION = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final LogBook book;
    private final Opening opening;
    private final LogRecords records;
    private final SecureRandom random;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition nudged = lock.newCondition();
    private final Condition placed = lock.newCondition();

    private @Nullable Open open;
    private @Nullable Thread thread;
    private volatile boolean closed;
    private volatile Status status = new Status(false, 0, Optional.empty());

    /// The log when it is open.
    ///
    /// @param log to append to
    /// @param tiles to read entries from
    /// @param key of the log, as a verifier key
    public record Open(AppendLog log, TileLog tiles, String origin, String key) {}

    /// Opens the log.
    @FunctionalInterface
    public interface Opening {
        /// @throws LogProblem if it is open elsewhere, or something is wrong with it
        Open open();
    }

    /// How it goes.
    ///
    /// @param keeping whether this server has the log open
    /// @param size entries, as far as this server knows
    /// @param problem why nothing comes into the log, if so
    public record Status(boolean keeping, long size, Optional<String> problem) {}

    public LogKeeper(
            LogBook book, Opening opening, LogRecords records, SecureRandom random, Clock clock) {
        this.book = book;
        this.opening = opening;
        this.records = records;
        this.random = random;
        this.clock = clock;
    }

    /// Begins to work in a thread of its own.
    public void start() {
        thread = Thread.ofPlatform().daemon().name("log-keeper").start(this::work);
    }

    private void work() {
        while (!closed) {
            Duration rest;
            try {
                rest = keep() > 0 ? Duration.ZERO : LOOK_AGAIN;
            } catch (InterruptedException closing) {
                return;
            }
            if (!status.keeping()) {
                rest = TRY_AGAIN;
            }
            lock.lock();
            try {
                if (rest.isPositive()) {
                    boolean _ = nudged.await(rest.toNanos(), TimeUnit.NANOSECONDS);
                }
            } catch (InterruptedException closing) {
                return;
            } finally {
                lock.unlock();
            }
        }
    }

    /// Says that a record waits.
    public void nudge() {
        lock.lock();
        try {
            nudged.signal();
        } finally {
            lock.unlock();
        }
    }

    /// Does what there is to do now.
    ///
    /// @return how many records came into the log
    int keep() throws InterruptedException {
        try {
            Open log = open;
            if (log == null) {
                log = opening.open();
                open = log;
                catchUp(log);
            }
            int taken = takeIn(log);
            status = new Status(true, log.log().status().size(), log.log().status().problem());
            return taken;
        } catch (LogProblem problem) {
            letGo();
            boolean elsewhere = problem.kind() == LogProblem.Kind.IN_USE;
            status =
                    new Status(
                            false,
                            status.size(),
                            elsewhere ? Optional.empty() : Optional.of(words(problem)));
        } catch (RuntimeException problem) {
            letGo(); // what was appended is found when the log is opened again
            status = new Status(false, status.size(), Optional.of(words(problem)));
        }
        return 0;
    }

    private static String words(RuntimeException problem) {
        String message = problem.getMessage();
        return message != null && message.startsWith("OGMS-")
                ? message
                : "OGMS-7141 The database could not be asked: "
                        + problem.getClass().getSimpleName();
    }

    private void letGo() {
        Open log = open;
        open = null;
        if (log != null) {
            log.log().close();
        }
    }

    // ---- What is in the log and not in the database ---------------------------------------------

    private void catchUp(Open log) {
        while (log.log().integrate() > 0) {
            // what a crash left in the journal
        }
        long size = log.log().status().size();
        String mine = log.origin() + " " + log.key();
        String noted = book.identify(log.origin(), log.key());
        if (!noted.equals(mine)) {
            throw new IllegalStateException(
                    "OGMS-7142 The database belongs to the log %s, not to %s. Check --log and its keys."
                            .formatted(noted, mine));
        }
        Optional<Placed> last = book.last();
        last.ifPresent(place -> requireSame(place, log, size));
        int strangers = 0;
        long next = book.size();
        while (next < size) {
            List<Placed> found = new ArrayList<>();
            for (; next < size && found.size() < MOST_AT_ONCE; next++) {
                found.add(placeOf(next, log, size));
            }
            Set<UUID> ids = new HashSet<>();
            found.forEach(place -> place.record().ifPresent(ids::add));
            strangers += ids.size() - book.known(ids).size();
            book.place(found);
        }
        if (strangers > 0) {
            book.found(
                    "OGMS-7143 The log holds %d records of which the database knows nothing. An old backup of the database was restored, or rows were deleted: what happened since is in the log alone."
                            .formatted(strangers));
        }
    }

    private static void requireSame(Placed place, Open log, long size) {
        if (place.index() >= size) {
            throw new IllegalStateException(
                    "OGMS-7144 The database knows entry %d of the log, which has %d. An old backup of the log was restored: bring back the newer files."
                            .formatted(place.index(), size));
        }
        LogEntry entry = entry(place.index(), log, size);
        if (!entry.label().equals(place.label()) || entry.sequence() != place.sequence()) {
            throw new IllegalStateException(
                    "OGMS-7145 Entry %d of the log is another than the database knows. Database and log do not belong together: bring back the right ones."
                            .formatted(place.index()));
        }
    }

    private static LogEntry entry(long index, Open log, long size) {
        return LogEntry.parse(log.tiles().entry(index, size))
                .orElseThrow(() ->
                        new IllegalStateException(
                                "OGMS-7146 Entry %d of the log is none of this service. Check --log."
                                        .formatted(index)));
    }

    private static Placed placeOf(long index, Open log, long size) {
        LogEntry entry = entry(index, log, size);
        // When it happened is not asked again: what is found here may well be late.
        return new Placed(
                index,
                entry.label(),
                entry.sequence(),
                log.log().record(index).flatMap(LogKeeper::id),
                false);
    }

    private static Optional<UUID> id(SaltedRecord record) {
        try {
            return Optional.of(
                    UUID.fromString(JSON.readTree(record.json()).path("id").asString("")));
        } catch (JacksonException | IllegalArgumentException noRecordOfOurs) {
            return Optional.empty();
        }
    }

    // ---- What waits --------------------------------------------------------------------------

    private int takeIn(Open log) throws InterruptedException {
        List<LogRecord> waiting = book.waiting(MOST_AT_ONCE);
        if (waiting.isEmpty()) {
            return 0;
        }
        Map<LogRecord, CompletableFuture<Promise>> promised = new LinkedHashMap<>();
        for (LogRecord record : waiting) {
            promised.put(
                    record,
                    log.log()
                            .append(
                                    records.label(record.person()),
                                    SaltedRecord.of(record.json(), random)));
        }
        Instant now = clock.instant();
        List<Placed> places = new ArrayList<>();
        for (var one : promised.entrySet()) {
            LogRecord record = one.getKey();
            Integrated done = get(get(one.getValue()).integrated());
            places.add(
                    new Placed(
                            done.index(),
                            done.entry().label(),
                            done.entry().sequence(),
                            Optional.of(record.id()),
                            record.at().plus(LATE).isBefore(now)));
        }
        book.place(places);
        lock.lock();
        try {
            placed.signalAll();
        } finally {
            lock.unlock();
        }
        return places.size();
    }

    private static <T> T get(CompletableFuture<T> future) throws InterruptedException {
        try {
            return future.get(LONGEST_INTEGRATION.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof LogProblem problem) {
                throw problem;
            }
            throw new IllegalStateException("OGMS-7147 The log did not take a record.", e);
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "OGMS-7148 The log promised records and did not sign for them in %d s."
                            .formatted(LONGEST_INTEGRATION.toSeconds()),
                    e);
        }
    }

    /// Waits until records are in the log, whichever server keeps it.
    ///
    /// @return whether they are
    public boolean await(Set<UUID> ids, Duration limit) {
        nudge();
        long until = System.nanoTime() + limit.toNanos();
        while (!book.stillWaiting(ids).isEmpty()) {
            long rest = Math.min(until - System.nanoTime(), LOOK_AGAIN.toNanos() / 4);
            if (rest <= 0) {
                return false;
            }
            lock.lock();
            try {
                boolean _ = placed.await(rest, TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            } finally {
                lock.unlock();
            }
        }
        return true;
    }

    /// How it goes.
    public Status status() {
        return status;
    }

    /// Stops, and lets go of the log for another server.
    @Override
    public void close() {
        closed = true;
        Thread working = thread;
        if (working != null) {
            working.interrupt();
            try {
                working.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        letGo();
    }
}
