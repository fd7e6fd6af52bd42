package org.opengms.server.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.opengms.rollout.RolloutJobId;
import org.opengms.rollout.RolloutWork;
import org.opengms.staffing.ForecastId;
import org.opengms.staffing.ForecastWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/// The queue of what is planned, roll-outs and the workforce, in PostgreSQL, one at a time on each
/// server. A job is written in the transaction that wants it; one whose server stopped or died is
/// taken up again.
public final class RolloutQueue implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RolloutQueue.class);

    private static final Duration POLLING = Duration.ofSeconds(1);
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    /// As of interpretations.
    private static final int MISSED_HEARTBEATS = 4;

    private static final int ATTEMPTS = 3;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    /// A certificate stops after the replication in hand.
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(30);

    private final OneTimeTask<Void> task;
    private final OneTimeTask<Void> forecast;
    private final Scheduler scheduler;
    private final RolloutWork work;
    private final ForecastWork forecasts;

    /// @param server name of this server among those that share the queue
    public RolloutQueue(
            DataSource dataSource, RolloutWork work, ForecastWork forecasts, String server) {
        this.work = work;
        this.forecasts = forecasts;
        this.task =
                task(
                        "rollout",
                        id -> work.run(RolloutJobId.parse(id)),
                        RolloutWork.Stopped.class,
                        (id, cause) -> {
                            LOG.error("OGMS-5613 Roll-out {} failed every time", id, cause);
                            work.giveUp(RolloutJobId.parse(id));
                        });
        this.forecast =
                task(
                        "workforce-forecast",
                        id -> forecasts.run(ForecastId.parse(id)),
                        ForecastWork.Stopped.class,
                        (id, cause) -> {
                            LOG.error("OGMS-8872 Forecast {} failed every time", id, cause);
                            forecasts.giveUp(ForecastId.parse(id));
                        });
        this.scheduler =
                Scheduler.create(new TransactionAwareDataSourceProxy(dataSource), task, forecast)
                        .tableName("rollout_tasks")
                        .threads(1)
                        .pollingInterval(POLLING)
                        .heartbeatInterval(HEARTBEAT)
                        .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                        .shutdownMaxWait(STOPS_WITHIN)
                        .schedulerName(new SchedulerName.Fixed(server))
                        .alwaysPersistTimestampInUTC()
                        .build();
    }

    /// A kind of job, by the ids of jobs: one whose server stopped is done at once again, one that
    /// fails is tried again a few times and then given up.
    private static OneTimeTask<Void> task(
            String name,
            Consumer<String> run,
            Class<? extends RuntimeException> stopped,
            BiConsumer<String, @Nullable Throwable> giveUp) {
        return Tasks.oneTime(name, Void.class)
                .onFailure((complete, operations) -> {
                    Throwable cause = complete.getCause().orElse(null);
                    int failures = complete.getExecution().consecutiveFailures + 1;
                    if (stopped.isInstance(cause)) {
                        operations.reschedule(complete, Instant.now());
                    } else if (failures >= ATTEMPTS) {
                        giveUp.accept(complete.getExecution().taskInstance.getId(), cause);
                        operations.stop();
                    } else {
                        operations.reschedule(complete, Instant.now().plus(RETRY_AFTER));
                    }
                })
                .onDeadExecutionRevive()
                .execute((instance, context) -> run.accept(instance.getId()));
    }

    /// Begins to work on the queue.
    public void start() {
        scheduler.start();
    }

    /// Has a job done when its turn comes.
    public void schedule(RolloutJobId id) {
        scheduler.schedule(task.instance(id.toString()), Instant.now());
    }

    /// Has a forecast of the workforce made when its turn comes.
    public void schedule(ForecastId id) {
        scheduler.schedule(forecast.instance(id.toString()), Instant.now());
    }

    @Override
    public void close() {
        work.stop();
        forecasts.stop();
        scheduler.stop();
    }
}
