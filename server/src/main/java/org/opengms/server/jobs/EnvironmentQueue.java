package org.opengms.server.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.opengms.environment.RunId;
import org.opengms.environment.RunWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/// The queue of analyses that run beside the data, in PostgreSQL, one at a time on each server, and
/// each night the comparison of metering with the transparency log. A run is written in the
/// transaction that wants it; one whose server stopped or died is taken up again.
public final class EnvironmentQueue implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EnvironmentQueue.class);

    private static final Duration POLLING = Duration.ofSeconds(1);
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    /// As of interpretations.
    private static final int MISSED_HEARTBEATS = 4;

    private static final int ATTEMPTS = 3;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(30);
    private static final LocalTime NIGHT = LocalTime.of(2, 30);

    private final OneTimeTask<Void> task;
    private final Scheduler scheduler;
    private final Supplier<RunWork> work;

    /// @param work carries a run out; asked for when there is one
    /// @param reconciliation what is done each night
    /// @param server name of this server among those that share the queue
    public EnvironmentQueue(
            DataSource dataSource, Supplier<RunWork> work, Runnable reconciliation, String server) {
        this.work = work;
        this.task =
                Tasks.oneTime("analysis-run", Void.class)
                        .onFailure((complete, operations) -> {
                            RunId id = run(complete.getExecution().taskInstance);
                            Throwable cause = complete.getCause().orElse(null);
                            int failures = complete.getExecution().consecutiveFailures + 1;
                            if (cause instanceof RunWork.Stopped) {
                                operations.reschedule(complete, Instant.now());
                            } else if (failures >= ATTEMPTS) {
                                LOG.error("OGMS-7635 Run {} failed every time", id, cause);
                                work.get().giveUp(id);
                                operations.stop();
                            } else {
                                operations.reschedule(complete, Instant.now().plus(RETRY_AFTER));
                            }
                        })
                        .onDeadExecutionRevive()
                        .execute((instance, context) -> work.get().run(run(instance)));
        RecurringTask<Void> nightly =
                Tasks.recurring(
                                "metering-reconciliation",
                                Schedules.daily(ZoneId.of("Europe/London"), NIGHT))
                        .execute((instance, context) -> reconciliation.run());
        this.scheduler =
                Scheduler.create(new TransactionAwareDataSourceProxy(dataSource), task)
                        .startTasks(nightly)
                        .tableName("environment_tasks")
                        .threads(1)
                        .pollingInterval(POLLING)
                        .heartbeatInterval(HEARTBEAT)
                        .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                        .shutdownMaxWait(STOPS_WITHIN)
                        .schedulerName(new SchedulerName.Fixed(server))
                        .alwaysPersistTimestampInUTC()
                        .build();
    }

    /// Begins to work on the queue.
    public void start() {
        scheduler.start();
    }

    /// Has a run carried out when its turn comes.
    public void schedule(RunId id) {
        scheduler.schedule(task.instance(id.value()), Instant.now());
    }

    private static RunId run(TaskInstance<?> instance) {
        return new RunId(instance.getId());
    }

    @Override
    public void close() {
        work.get().stop();
        scheduler.stop();
    }
}
