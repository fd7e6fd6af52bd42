package org.opengms.server.evaluation;

import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.opengms.transparency.log.RecordReader;
import org.opengms.transparency.record.SaltedRecord;
import org.opengms.transparency.tiles.TileLog;
import org.opengms.transparency.verify.InclusionProof;

/// What proves that an evaluation, as it was published, or a protocol, as it was registered, is in
/// the transparency log.
public final class EvaluationProof {
    private final EvaluationOffice office;
    private final Path log;
    private final RecordReader reader;

    /// @param log folder of the public part
    /// @param reader of the records
    public EvaluationProof(EvaluationOffice office, Path log, RecordReader reader) {
        this.office = office;
        this.log = log;
        this.reader = reader;
    }

    /// A record with its salt; empty until the log has it.
    ///
    /// @param record of an evaluation or a protocol
    public Optional<byte[]> record(UUID record) {
        return office.entry(record).flatMap(reader::record).map(SaltedRecord::file);
    }

    /// The proof that the entry is in the log; empty until it is.
    ///
    /// @param record of an evaluation or a protocol
    public Optional<byte[]> proof(UUID record) {
        return office.entry(record).map(index -> InclusionProof.of(new TileLog(log), index).file());
    }
}
