package org.opengms.server.evaluation;

import java.nio.file.Path;
import java.util.Optional;
import org.opengms.transparency.log.RecordReader;
import org.opengms.transparency.record.SaltedRecord;
import org.opengms.transparency.tiles.TileLog;
import org.opengms.transparency.verify.InclusionProof;

/// What proves that an evaluation is in the transparency log, as it was published.
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

    /// Its record with the salt; empty until the log has it.
    public Optional<byte[]> record(PublishedEvaluation evaluation) {
        return office.entry(evaluation).flatMap(reader::record).map(SaltedRecord::file);
    }

    /// The proof that the entry is in the log; empty until it is.
    public Optional<byte[]> proof(PublishedEvaluation evaluation) {
        return office.entry(evaluation)
                .map(index -> InclusionProof.of(new TileLog(log), index).file());
    }
}
