package org.opengms.laboratories;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.opengms.infrastructure.OdsCode;

/// Where imports of laboratories' own work are kept, each for good.
public interface WorkStore {
    /// Takes hold of a laboratory's imports until the transaction ends.
    void lock(OdsCode laboratory);

    /// The import in force that was made from a file.
    Optional<Integer> findByDigest(OdsCode laboratory, String sha256);

    /// The complete list in force: the newest that was not taken back.
    Optional<Integer> findCurrent(OdsCode laboratory);

    /// The rows of one import by what they are known by, with their status.
    Map<WorkKey, WorkStatus> statuses(OdsCode laboratory, int number);

    /// Of some keys those that an import in force has.
    Set<WorkKey> known(OdsCode laboratory, Set<WorkKey> keys);

    /// Of some references those that an order on the platform, which this laboratory owns or works
    /// on, has as its number or among its identifiers.
    Set<String> onPlatform(OdsCode laboratory, Set<String> references);

    /// The number of the next import.
    int nextNumber(OdsCode laboratory);

    /// Keeps an import with its rows.
    ///
    /// @param onPlatform lines of the rows that the platform has an order for
    void add(WorkImport kept, List<WorkRow> rows, Set<Integer> onPlatform);

    /// Takes an import back.
    void withdraw(OdsCode laboratory, int number, WorkImport.Withdrawal withdrawal);

    /// One import, in force or not.
    Optional<WorkImport> find(OdsCode laboratory, int number);

    /// The imports of a laboratory, the newest first.
    ///
    /// @param most how many at most
    List<WorkImport> imports(OdsCode laboratory, int most);

    /// Lays a checked file by until somebody confirms it; it is forgotten after an hour.
    ///
    /// @param actor who may confirm it
    UUID layBy(WorkCheck check, String actor);

    /// Takes a checked file that was laid by; absent if it was forgotten, or is another's.
    Optional<WorkCheck> takeUp(UUID id, OdsCode laboratory, String actor);
}
