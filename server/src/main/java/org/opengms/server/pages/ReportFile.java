package org.opengms.server.pages;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.opengms.cases.Outcome;
import org.opengms.cases.Report;
import org.opengms.cases.ReportStatus;
import org.opengms.infrastructure.OdsCode;
import org.opengms.orders.TestOrder;

/// Everything about one report that its page shows.
///
/// @param testName the test in words
/// @param laboratory name of the laboratory that did it
/// @param laboratoryOds its code
/// @param site name of the organisation that asked for it, may be empty
/// @param report the newest version
/// @param analysis the analysis that it rests on; absent for a conventional test
/// @param outcome the newest outcome recorded
/// @param earlier the versions before this one, newest first
/// @param toldAt when the patient was told what this version says
public record ReportFile(
        Patient patient,
        TestOrder order,
        String testName,
        String laboratory,
        OdsCode laboratoryOds,
        String site,
        Report report,
        Optional<AnalysisFacts> analysis,
        Optional<RecordedOutcome> outcome,
        List<EarlierVersion> earlier,
        Optional<Instant> toldAt) {
    public ReportFile {
        earlier = List.copyOf(earlier);
    }

    /// Whether a scientist has signed it.
    public boolean isSigned() {
        return report.status() == ReportStatus.FINAL;
    }

    /// What the reader must know of an analysis.
    ///
    /// @param version from 1
    /// @param variantsRead how many records the file had
    /// @param knowledge the sources used with their releases
    /// @param warnings in plain words
    public record AnalysisFacts(
            int version,
            long variantsRead,
            List<String> knowledge,
            List<String> warnings,
            Instant finishedAt) {
        public AnalysisFacts {
            knowledge = List.copyOf(knowledge);
            warnings = List.copyOf(warnings);
        }
    }

    /// An outcome with who recorded it.
    public record RecordedOutcome(Outcome outcome, String recordedBy, Instant at) {}

    /// A version that was replaced by a later one; it is kept.
    public record EarlierVersion(int version, ReportStatus status, Instant issuedAt) {}
}
