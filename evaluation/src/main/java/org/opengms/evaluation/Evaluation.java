package org.opengms.evaluation;

import java.nio.file.Path;
import java.util.Optional;
import org.opengms.evaluation.protocol.Protocol;
import org.opengms.evaluation.protocol.ProtocolStanding;
import org.opengms.evaluation.report.Report;
import org.opengms.evaluation.run.ExactFindings;
import org.opengms.evaluation.snapshot.Snapshot;
import org.opengms.evaluation.snapshot.SnapshotFiles;

/// The way in: a protocol over a snapshot makes a report.
///
/// ```java
/// Report report = Evaluation.of(Protocol.standard(), SnapshotFiles.read(folder), Optional.empty());
/// report.write(out);
/// ```
public final class Evaluation {
    private Evaluation() {}

    /// Runs a protocol over a snapshot and protects what it finds.
    ///
    /// @param protocol what is asked
    /// @param snapshot of whom
    /// @param registered where the protocol was registered before; empty if nowhere
    public static Report of(
            Protocol protocol,
            Snapshot snapshot,
            Optional<ProtocolStanding.Registration> registered) {
        return Report.of(
                ExactFindings.of(protocol, snapshot).publish(),
                protocol.standing(snapshot.description().day(), registered));
    }

    /// The same from files to files.
    ///
    /// @param protocol what is asked
    /// @param snapshot folder or zip file
    /// @param registered where the protocol was registered before; empty if nowhere
    /// @param out folder for the report; made if it is not there
    /// @return the report that was written
    public static Report run(
            Protocol protocol,
            Path snapshot,
            Optional<ProtocolStanding.Registration> registered,
            Path out) {
        Report report = of(protocol, SnapshotFiles.read(snapshot), registered);
        report.write(out);
        return report;
    }
}
