package org.opengms.staffing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Where jobs of forecasting are kept. A job that has ended is changed no more, only deleted.
public interface ForecastJobs {
    /// Keeps a new job, which waits.
    void add(ForecastJob job, ForecastQuestion question);

    /// A job.
    Optional<ForecastJob> find(ForecastId id);

    /// All jobs, the newest first.
    List<ForecastJob> list();

    /// Locks the jobs until the end of the transaction, so that they can be counted.
    void lock();

    /// What a job was asked.
    Optional<ForecastQuestion> question(ForecastId id);

    /// Says that a server works on a job that has not ended.
    ///
    /// @return how often that was said since the job last came on; empty if it has ended or is to
    ///   stop
    Optional<Integer> begin(ForecastId id, Instant at);

    /// How many futures of a job are simulated.
    ///
    /// @return whether it is to stop
    boolean progress(ForecastId id, int done);

    /// Says that a job waits again, because its server stops.
    void waitAgain(ForecastId id);

    /// Keeps the result of a job.
    void done(ForecastId id, String result, Instant at);

    /// Says why a job failed.
    void failed(ForecastId id, String problem, Instant at);

    /// Says that a job has stopped as somebody wished.
    void cancelled(ForecastId id, Instant at);

    /// Wants a job stopped: one that waits is cancelled at once, one that runs soon.
    void wantCancel(ForecastId id, Instant at);

    /// The result of a job that is done.
    Optional<String> result(ForecastId id);

    /// The job that was done last.
    Optional<ForecastId> newestDone();

    /// Deletes a job that has ended.
    ///
    /// @return whether it was deleted
    boolean delete(ForecastId id);
}
