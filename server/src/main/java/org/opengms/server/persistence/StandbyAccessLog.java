package org.opengms.server.persistence;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opengms.gate.AccessLog;
import org.opengms.gate.AccessLogUnavailable;
import org.opengms.gate.AccessRequest;
import org.opengms.gate.Decision;
import org.opengms.logbook.LogKeeper;
import org.opengms.transparency.log.LogProblem;
import org.opengms.transparency.log.StandbyJournal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import tools.jackson.databind.json.JsonMapper;

/// What is done when a reading cannot be written down. A secondary use waits until its record is in
/// the transparency log, and is refused if it does not get there in time. Care never waits for the
/// transparency log; if even the database takes nothing, the entry goes to a journal on this
/// server's disk, and from there into the database as soon as that is possible, flagged.
public final class StandbyAccessLog implements AccessLog, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StandbyAccessLog.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MOST_AT_ONCE = 500;
    private static final Duration BETWEEN = Duration.ofSeconds(1);

    private final JdbcAccessLog log;
    private final StandbyJournal journal;
    private final LogKeeper keeper;
    private final Duration patience;
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable Thread thread;

    /// @param journal on another disk than the database's, best
    /// @param patience how long a secondary use waits for the transparency log
    public StandbyAccessLog(
            JdbcAccessLog log, StandbyJournal journal, LogKeeper keeper, Duration patience) {
        this.log = log;
        this.journal = journal;
        this.keeper = keeper;
        this.patience = patience;
    }

    /// Begins to empty the journal whenever the database takes something.
    public void start() {
        thread = Thread.ofPlatform().daemon().name("access-journal").start(this::reconcile);
    }

    @Override
    public void append(AccessRequest request, Decision decision) {
        appendAll(List.of(new Entry(request, decision)));
    }

    @Override
    public void appendAll(List<Entry> entries) {
        List<JdbcAccessLog.Line> lines = log.lines(entries);
        boolean secondary = entries.stream().anyMatch(StandbyAccessLog::isSecondary);
        try {
            log.insert(lines);
        } catch (DataAccessException | TransactionException refused) {
            if (secondary) {
                throw new AccessLogUnavailable(refused);
            }
            // under the same ids: a line that did get there is not written twice
            journal(log.standby(lines, entries), refused);
            return;
        }
        if (secondary) {
            Set<UUID> ids = lines.stream().map(JdbcAccessLog.Line::id).collect(Collectors.toSet());
            if (!keeper.await(ids, patience)) {
                throw new AccessLogUnavailable();
            }
        }
    }

    private static boolean isSecondary(Entry entry) {
        return entry.request().purpose().isSecondary()
                && entry.decision() instanceof Decision.Permit;
    }

    private void journal(List<JdbcAccessLog.Line> lines, RuntimeException why) {
        try {
            journal.append(lines.stream().map(JSON::writeValueAsBytes).toList());
        } catch (LogProblem full) {
            full.addSuppressed(why);
            throw new AccessLogUnavailable(full);
        }
        LOG.error(
                "OGMS-7149 The database takes no entries of the access log; {} readings for care wait in the journal. Make room in the database.",
                journal.waiting());
    }

    private void reconcile() {
        try {
            do {
                drain();
            } while (!closed.await(BETWEEN.toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    /// Takes what waits in the journal into the database.
    void drain() {
        try {
            for (List<byte[]> first = journal.first(MOST_AT_ONCE);
                    !first.isEmpty();
                    first = journal.first(MOST_AT_ONCE)) {
                log.insert(first.stream().map(StandbyAccessLog::line).toList());
                journal.takeOut(first.size());
                LOG.warn("{} readings of the journal are in the access log now", first.size());
            }
        } catch (DataAccessException | TransactionException still) {
            LOG.debug("The database takes nothing yet");
        } catch (LogProblem problem) {
            LOG.error("{}", problem.getMessage());
        }
    }

    private static JdbcAccessLog.Line line(byte[] json) {
        return JSON.readValue(new String(json, StandardCharsets.UTF_8), JdbcAccessLog.Line.class);
    }

    /// How many readings wait outside the database.
    public int waiting() {
        return journal.waiting();
    }

    @Override
    public void close() {
        closed.countDown();
        Thread working = thread;
        if (working != null) {
            try {
                working.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        journal.close();
    }
}
