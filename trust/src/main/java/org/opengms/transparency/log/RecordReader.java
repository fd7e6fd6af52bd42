package org.opengms.transparency.log;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.opengms.transparency.record.SaltedRecord;

/// Reads the records of a log that another process may be writing.
public final class RecordReader {
    private final RecordStore records;

    /// @param folder of the records
    public RecordReader(Path folder) {
        this.records = new RecordStore(new FileDisk(), folder);
    }

    /// A record, with its salt.
    ///
    /// @param index of its entry, from 0
    /// @return empty if it was erased
    /// @throws LogProblem if there is no such record, or it cannot be read
    public Optional<SaltedRecord> record(long index) {
        return records.find(index);
    }

    /// Reads records in order, each file once. Erased ones are passed over.
    ///
    /// @param first index of the first
    /// @param until index after the last
    /// @throws LogProblem if one is missing, or cannot be read
    public void forEach(long first, long until, Consumer<SaltedRecord> to) {
        records.forEach(first, until, to);
    }
}
