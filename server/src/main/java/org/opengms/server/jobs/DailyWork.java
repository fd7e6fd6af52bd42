package org.opengms.server.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.opengms.consent.ConsentStatement;

/// What is done once a night, by whichever server comes first. A night on which no server runs is
/// made up for when one starts.
public final class DailyWork implements AutoCloseable {
    /// When the fewest people work with the service.
    private static final LocalTime AT = LocalTime.of(3, 30);

    private static final Duration POLLING = Duration.ofMinutes(1);
    private static final Duration HEARTBEAT = Duration.ofSeconds(30);

    private final Scheduler scheduler;

    /// @param work by a name that stays
    /// @param server name of this server among those that share the queue
    public DailyWork(DataSource dataSource, Map<String, Runnable> work, String server) {
        List<RecurringTask<Void>> tasks =
                work.entrySet().stream()
                        .map(one ->
                                Tasks.recurring(
                                                one.getKey(),
                                                Schedules.daily(ConsentStatement.ENGLAND, AT))
                                        .execute((instance, context) -> one.getValue().run()))
                        .toList();
        this.scheduler =
                Scheduler.create(dataSource)
                        .startTasks(tasks)
                        .tableName("daily_tasks")
                        .threads(1)
                        .pollingInterval(POLLING)
                        .heartbeatInterval(HEARTBEAT)
                        .schedulerName(new SchedulerName.Fixed(server))
                        .alwaysPersistTimestampInUTC()
                        .build();
    }

    /// Begins to work.
    public void start() {
        scheduler.start();
    }

    @Override
    public void close() {
        scheduler.stop();
    }
}
