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

    /// For the typesetter, which draws no plots: the tables beside them say the same.
    private static String print(String title, String fragment) {
        return """
        <html lang="en"><head><title>%s</title><style>
        @page { size: A4; margin: 18mm 16mm; @bottom-right { content: counter(page); font-family: Letter; font-size: 9pt; } }
        body { font-family: Letter; font-size: 9.5pt; line-height: 1.35; color: #212b32; }
        h1 { font-size: 18pt; } h2 { font-size: 13pt; } h3 { font-size: 11pt; }
        h1, h2, h3, caption { page-break-after: avoid; }
        table { border-collapse: collapse; width: 100%%; margin: 3mm 0; font-size: 8.5pt; -fs-table-paginate: paginate; }
        caption { text-align: left; font-weight: bold; padding: 1mm 0; }
        th, td { text-align: left; padding: 1mm 2mm 1mm 0; border-bottom: 0.2mm solid #d8dde0; vertical-align: top; }
        td.number { text-align: right; }
        tr { page-break-inside: avoid; }
        .warning, .standing { border-left: 1.5mm solid #005eb8; padding: 1mm 3mm; background: #f0f4f5; }
        .warning { border-left-color: #d5281b; background: #fff3f2; }
        code { font-family: Letter; font-size: 7.5pt; word-wrap: break-word; }
        svg { display: none; }
        </style></head><body>%s</body></html>
        """
                .formatted(escaped(title), fragment);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
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
                    typesetter.set(
                            print(report.title(), report.fragment()),
                            snapshot.description().day()));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "OGMS-9165 The report cannot be written in %s. See whether the disk is full or the folder may not be written."
                            .formatted(folder),
                    e);
        }
    }
}
