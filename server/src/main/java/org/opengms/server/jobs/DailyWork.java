package org.opengms.server.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.opengms.consent.ConsentStatement;

/// What is done once a night, or every few minutes, by whichever server comes first. A night on
/// which no server runs is made up for when one starts.
public final class DailyWork implements AutoCloseable {
    /// When the fewest people work with the service.
    private static final LocalTime AT = LocalTime.of(3, 30);

    /// How long what is done often waits between two times.
    private static final Duration OFTEN = Duration.ofMinutes(10);

    private static final Duration POLLING = Duration.ofMinutes(1);
    private static final Duration HEARTBEAT = Duration.ofSeconds(30);

    private final Scheduler scheduler;

    /// @param nightly what is done once a night, by a name that stays
    /// @param often what is done every few minutes, by a name that stays
    /// @param server name of this server among those that share the queue
    public DailyWork(
            DataSource dataSource,
            Map<String, Runnable> nightly,
            Map<String, Runnable> often,
            String server) {
        List<RecurringTask<Void>> tasks =
                Stream.concat(
                                tasks(nightly, Schedules.daily(ConsentStatement.ENGLAND, AT)),
                                tasks(often, FixedDelay.of(OFTEN)))
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

    private static Stream<RecurringTask<Void>> tasks(
            Map<String, Runnable> work, Schedule schedule) {
        return work.entrySet().stream()
                .map(one ->
                        Tasks.recurring(one.getKey(), schedule)
                                .execute((instance, context) -> one.getValue().run()));
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
