package org.opengms.server.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.opengms.orders.OrderId;
import org.opengms.samples.SequencingFiles;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/// The queue of interpretations in PostgreSQL. A job is written in the transaction that wants it,
/// done by any server, and done again if its server dies before it is finished.
public final class InterpretationQueue implements AutoCloseable {
    private static final Duration POLLING = Duration.ofSeconds(1);
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    /// Heartbeats missed before a server counts as dead; db-scheduler takes no fewer than 4.
    private static final int MISSED_HEARTBEATS = 4;

    private static final int WORKERS = 2;
    private static final int ATTEMPTS = 3;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private final OneTimeTask<String> task;
    private final Scheduler scheduler;
    private final SequencingFiles files;

    /// @param server name of this server among those that share the queue
    public InterpretationQueue(
            DataSource dataSource, InterpretationWork work, SequencingFiles files, String server) {
        this.files = files;
        this.task =
                Tasks.oneTime("interpret", String.class)
                        .onFailure((complete, operations) -> {
                            int failures = complete.getExecution().consecutiveFailures + 1;
                            if (failures >= ATTEMPTS) {
                                work.giveUp(order(complete.getExecution().taskInstance));
                                operations.stop();
                            } else {
                                operations.reschedule(complete, Instant.now().plus(RETRY_AFTER));
                            }
                        })
                        .onDeadExecutionRevive()
                        .execute((instance, context) -> work.interpret(order(instance)));
        this.scheduler =
                Scheduler.create(new TransactionAwareDataSourceProxy(dataSource), task)
                        .threads(WORKERS)
                        .pollingInterval(POLLING)
                        .heartbeatInterval(HEARTBEAT)
                        .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                        .schedulerName(new SchedulerName.Fixed(server))
                        .alwaysPersistTimestampInUTC()
                        .build();
    }

    /// Begins to work on the queue.
    public void start() {
        scheduler.start();
    }

    /// Interprets the newest sequencing file of an order soon. The wish is durable with the
    /// transaction that makes it: a killed server finishes it after its restart.
    public void schedule(OrderId order) {
        String file = files.findNewest(order).orElseThrow().id();
        scheduler.schedule(task.instance(order.value() + "/" + file), Instant.now());
    }

    private static OrderId order(com.github.kagkarlsson.scheduler.task.TaskInstance<?> instance) {
        String id = instance.getId();
        return new OrderId(id.substring(0, id.indexOf('/')));
    }

    @Override
    public void close() {
        scheduler.stop();
    }
}
