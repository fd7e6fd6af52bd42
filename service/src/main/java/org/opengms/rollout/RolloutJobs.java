package org.opengms.rollout;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Where jobs are kept. A job that has ended is changed no more, only deleted.
public interface RolloutJobs {
    /// Keeps a new job, which waits.
    void add(RolloutJobId id, RolloutJob.Asked asked, RolloutQuestion question);

    /// A job.
    Optional<RolloutJob> find(RolloutJobId id);

    /// All jobs, the newest first.
    List<RolloutJob> list();

    /// Locks the jobs of a person until the end of the transaction, so that they can be counted.
    void lock(String person);

    /// What a job was asked.
    Optional<RolloutQuestion> question(RolloutJobId id);

    /// Says that a server works on a job that has not ended.
    ///
    /// @return how often that was said since the job last came on; empty if it has ended or is to
    ///   stop
    Optional<Integer> begin(RolloutJobId id, Instant at);

    /// How far a job has come, if it has not ended.
    ///
    /// @return whether it is to stop
    boolean progress(RolloutJobId id, RolloutProgress progress);

    /// The plan that was chosen before it is certified, as it was kept.
    Optional<String> chosen(RolloutJobId id);

    /// Keeps it.
    void keepChosen(RolloutJobId id, String chosen);

    /// Says that a job waits again, because its server stops.
    void waitAgain(RolloutJobId id);

    /// Keeps the result of a job.
    void done(RolloutJobId id, String result, Instant at);

    /// Says why a job failed.
    void failed(RolloutJobId id, String problem, Instant at);

    /// Says that a job has stopped as somebody wished.
    void cancelled(RolloutJobId id, Instant at);

    /// Wants a job stopped: one that waits is cancelled at once, one that runs soon.
    void wantCancel(RolloutJobId id, Instant at);

    /// The result of a job that is done.
    Optional<String> result(RolloutJobId id);

    /// Deletes a job that has ended.
    ///
    /// @return whether it was deleted
    boolean delete(RolloutJobId id);
}
