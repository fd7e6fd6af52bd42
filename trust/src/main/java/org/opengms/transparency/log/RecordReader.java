package org.opengms.transparency.log;

import java.nio.file.Path;
import java.util.Optional;
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
}
