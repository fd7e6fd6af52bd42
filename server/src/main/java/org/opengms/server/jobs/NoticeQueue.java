package org.opengms.server.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import javax.sql.DataSource;
import org.opengms.notices.NoticeDelivery.Outcome;
import org.opengms.notices.NoticeId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/// The queue of notices, in PostgreSQL. A job is written in the transaction of what the notice is
/// about, done by any server, and done again if its server dies before it is finished.
public final class NoticeQueue implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NoticeQueue.class);

    /// Nobody waits for a notice as for a page.
    private static final Duration POLLING = Duration.ofSeconds(2);

    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    /// As of interpretations.
    private static final int MISSED_HEARTBEATS = 4;

    private static final int THREADS = 2;

    /// After a fault of our own, which no rule of messages knows.
    private static final Duration AFTER_FAULT = Duration.ofMinutes(5);

    private final CustomTask<Void> task;
    private final Scheduler scheduler;

    /// What is done again and again.
    ///
    /// @param letters lays out the letters that wait
    /// @param sweep finds whom time gives something to see
    public record Rounds(
            Runnable letters, Duration lettersEvery, Runnable sweep, Duration sweepEvery) {}

    /// @param work hands a notice over
    /// @param server name of this server among those that share the queue
    public NoticeQueue(
            DataSource dataSource, Function<NoticeId, Outcome> work, Rounds rounds, String server) {
        this.task =
                Tasks.custom("notice", Void.class)
                        .onFailure((complete, operations) -> {
                            LOG.error(
                                    "OGMS-7316 Notice {} could not be handed over for a fault of the program; it is tried again",
                                    complete.getExecution().taskInstance.getId(),
                                    complete.getCause().orElse(null));
                            operations.reschedule(complete, Instant.now().plus(AFTER_FAULT));
                        })
                        .onDeadExecutionRevive()
                        .execute((instance, context) ->
                                next(instance.getId(), work.apply(new NoticeId(instance.getId()))));
        RecurringTask<Void> letters =
                Tasks.recurring("notice-letters", FixedDelay.of(rounds.lettersEvery()))
                        .execute((instance, context) -> rounds.letters().run());
        RecurringTask<Void> sweep =
                Tasks.recurring("notice-sweep", FixedDelay.of(rounds.sweepEvery()))
                        .execute((instance, context) -> rounds.sweep().run());
        this.scheduler =
                Scheduler.create(new TransactionAwareDataSourceProxy(dataSource), task)
                        .startTasks(letters, sweep)
                        .tableName("notice_tasks")
                        .threads(THREADS)
                        .pollingInterval(POLLING)
                        .heartbeatInterval(HEARTBEAT)
                        .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                        .schedulerName(new SchedulerName.Fixed(server))
                        .alwaysPersistTimestampInUTC()
                        .build();
    }

    private static CompletionHandler<Void> next(String notice, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done _ -> new CompletionHandler.OnCompleteRemove<>();
            case Outcome.GivenUp _ -> {
                LOG.warn(
                        "OGMS-7317 Notice {} was given up: its provider took it at no attempt. See the overview page for how many.",
                        notice);
                yield new CompletionHandler.OnCompleteRemove<>();
            }
            case Outcome.Later(Duration after) ->
                    (complete, operations) ->
                            operations.reschedule(complete, Instant.now().plus(after));
        };
    }

    /// Begins to work on the queue.
    public void start() {
        scheduler.start();
    }

    /// Has a notice handed over soon. The wish is durable with the transaction that makes it.
    public void schedule(NoticeId notice) {
        scheduler.schedule(task.instance(notice.value()), Instant.now());
    }

    @Override
    public void close() {
        scheduler.stop();
    }
}
