package org.opengms.server.evaluation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.opengms.evaluation.Evaluation;
import org.opengms.evaluation.protocol.Protocol;
import org.opengms.evaluation.protocol.ProtocolStanding.Registration;
import org.opengms.evaluation.report.Report;
import org.opengms.evaluation.snapshot.Snapshot;
import org.opengms.server.letters.Typesetter;

/// Runs the evaluation and writes its report: tables, the part of a page, and what to print. The
/// same snapshot, protocol and registration give the same bytes.
public final class EvaluationEngine implements EvaluationOffice.Engine {
    private final Typesetter typesetter;

    public EvaluationEngine(Typesetter typesetter) {
        this.typesetter = typesetter;
    }

    @Override
    public void run(Snapshot snapshot, Protocol protocol, Registration registered, Path folder) {
        write(Evaluation.of(protocol, snapshot, Optional.of(registered)), snapshot, folder);
    }

    /// Writes a report in all its forms.
    ///
    /// @param snapshot whose day the print says it was made on
    /// @param folder made if it is not there
    public void write(Report report, Snapshot snapshot, Path folder) {
        report.write(folder);
        try {
            Files.write(
                    folder.resolve(EvaluationOffice.PAGE),
                    report.fragment().getBytes(StandardCharsets.UTF_8));
            Files.write(
                    folder.resolve(EvaluationOffice.PRINT),
                    typesetter.set(report.print(), snapshot.description().day()));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "OGMS-9165 The report cannot be written in %s. See whether the disk is full or the folder may not be written."
                            .formatted(folder),
                    e);
        }
    }
}
