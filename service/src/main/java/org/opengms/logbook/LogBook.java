package org.opengms.logbook;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.opengms.transparency.record.PersonLabel;

/// What the database knows of the log: records that wait for it, and the places of those in it.
public interface LogBook {
    /// A place in the log.
    ///
    /// @param index of the entry, from 0
    /// @param sequence among the entries of the label
    /// @param record which; empty if it was erased
    /// @param late whether it came long after it happened
    record Placed(
            long index, PersonLabel label, long sequence, Optional<UUID> record, boolean late) {}

    /// The records that wait longest.
    ///
    /// @param most how many
    List<LogRecord> waiting(int most);

    /// How many records wait.
    long waitingCount();

    /// Which of these records wait.
    Set<UUID> stillWaiting(Set<UUID> ids);

    /// Notes places; their records wait no longer. In one transaction.
    void place(List<Placed> placed);

    /// The last place that is known.
    Optional<Placed> last();

    /// How many entries the log has, as far as is known.
    default long size() {
        return last().map(place -> place.index() + 1).orElse(0L);
    }

    /// Which records the database has written down itself, of these.
    Set<UUID> known(Set<UUID> ids);

    /// Notes which log this is, if none was noted yet.
    ///
    /// @param key of the log, as a verifier key
    /// @return the one that is noted
    String identify(String origin, String key);

    /// Keeps for people what is wrong between database and log.
    void found(String words);
}
