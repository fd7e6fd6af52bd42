package org.opengms.server.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.opengms.orders.OrderId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/// The queue of genomes to order that were kept behind conventional tests, in PostgreSQL. A job is
/// written in the transaction that signs the report, done by any server, and done again if its
/// server dies before it is finished. A job that fails is tried for ever, ever more seldom: giving
/// it up would lose a patient's test.
public final class FollowUpQueue implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FollowUpQueue.class);

    private static final Duration POLLING = Duration.ofSeconds(1);
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    /// As of interpretations.
    private static final int MISSED_HEARTBEATS = 4;

    private static final Duration FIRST_RETRY = Duration.ofSeconds(10);
    private static final int MOST_DOUBLINGS = 8;
    private static final char SEPARATOR = '/';

    private final OneTimeTask<Void> task;
    private final Scheduler scheduler;

    /// @param work orders the genome of an order, once however often it is asked to
    /// @param server name of this server among those that share the queue
    public FollowUpQueue(DataSource dataSource, Consumer<OrderId> work, String server) {
        this.task =
                Tasks.oneTime("follow-up", Void.class)
                        .onFailure((complete, operations) -> {
                            int failures = complete.getExecution().consecutiveFailures + 1;
                            LOG.error(
                                    "OGMS-4703 The genome kept behind order {} could not be ordered, try {}; it is tried again",
                                    order(complete.getExecution().taskInstance.getId()),
                                    failures,
                                    complete.getCause().orElse(null));
                            operations.reschedule(
                                    complete, Instant.now().plus(retryAfter(failures)));
                        })
                        .onDeadExecutionRevive()
                        .execute((instance, context) -> work.accept(order(instance.getId())));
        this.scheduler =
                Scheduler.create(new TransactionAwareDataSourceProxy(dataSource), task)
                        .tableName("follow_up_tasks")
                        .threads(1)
                        .pollingInterval(POLLING)
                        .heartbeatInterval(HEARTBEAT)
                        .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                        .schedulerName(new SchedulerName.Fixed(server))
                        .alwaysPersistTimestampInUTC()
                        .build();
    }

    /// Ten seconds, doubled with each failure, to some three quarters of an hour.
    static Duration retryAfter(int failures) {
        return FIRST_RETRY.multipliedBy(1L << Math.clamp(failures - 1, 0, MOST_DOUBLINGS));
    }

    /// Begins to work on the queue.
    public void start() {
        scheduler.start();
    }

    /// Has the genome of an order ordered soon. The wish is durable with the transaction that makes
    /// it.
    public void schedule(OrderId order) {
        Instant now = Instant.now();
        scheduler.schedule(task.instance(order.value() + SEPARATOR + now.toEpochMilli()), now);
    }

    /// The order of a job. A job has the time in its name, so that one that is just ending does not
    /// swallow the next for the same order.
    static OrderId order(String instance) {
        int end = instance.indexOf(SEPARATOR);
        return new OrderId(end < 0 ? instance : instance.substring(0, end));
    }

    @Override
    public void close() {
        scheduler.stop();
    }
}
